"""The roll of a meeting: the invited with what they answered and whether they were there, and who came besides."""

from dataclasses import dataclass

from networks.meetings.printing import municipalities_present
from networks.models import Meeting, MeetingInvitation, MeetingPresence


@dataclass(frozen=True)
class Line:
    """One of the invited."""

    invitation: MeetingInvitation
    is_there: bool


@dataclass(frozen=True)
class Roll:
    """Everybody of a meeting."""

    lines: list[Line]
    others: list[MeetingPresence]
    by_place: list[tuple[str, int]]

    @property
    def present(self) -> int:
        """How many were there."""
        return sum(count for _place, count in self.by_place)


def roll_of(meeting: Meeting) -> Roll:
    """Return the roll of a meeting, by name. Three queries, whatever the number of people."""
    found = meeting.invitations.select_related("person", "municipality")
    invited = list(found.order_by("person__sort_key", "pk"))
    there = list(
        meeting.presences.select_related("person", "municipality").order_by("person__sort_key", "pk")
    )
    present = {one.person_id for one in there}
    known = {one.person_id for one in invited}
    return Roll(
        lines=[Line(one, one.person_id in present) for one in invited],
        others=[one for one in there if one.person_id not in known],
        by_place=municipalities_present(meeting),
    )
