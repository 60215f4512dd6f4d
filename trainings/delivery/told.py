"""What participants have been told of a session's time and place, read from the notices themselves.

A session's history numbers its times and places: 0 as first entered, one more at each move. A notice names the
number that it told, so that a moved session is told anew, and one that came back is too."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from silab.notices.models import Notice
from trainings.models import Session

KINDS = ("notice", "moved", "reminder")
When = tuple[datetime, str]  # the start, the place


@dataclass
class Told:
    """What one address has been told of a session: (kind, number) and when."""

    whens: list[When]
    made: dict[tuple[str, int], datetime] = field(default_factory=dict)

    @property
    def last(self) -> When | None:
        """The time and place told last; None for whoever was never told."""
        numbers = [number for _kind, number in self.made]
        return self.whens[max(numbers)] if numbers else None

    def has_been(self, kind: str, *, since: datetime | None = None) -> bool:
        """Whether a mail of this kind told the present time and place (`since` a moment)."""
        now = self.whens[-1]
        return any(
            one == kind and self.whens[number] == now and (since is None or made >= since)
            for (one, number), made in self.made.items()
        )


def whens_of(session: Session) -> list[When]:
    """Return the times and places that a session has had, the present one last."""
    found: list[When] = []
    kept = session.history.order_by("history_date", "history_id").values_list("starts_at", "place")
    for when in [*kept, (session.starts_at, session.place)]:
        if not found or found[-1] != when:
            found.append(when)
    return found


def event(kind: str, session: Session, number: int) -> str:
    """Return the name by which notices of a session are told once."""
    return f"trainings.{kind}:{session.pk}:{number}"


def told_of(session: Session, whens: list[When]) -> dict[str, Told]:
    """Return by address what has been told of a session. One query."""
    names = {event(kind, session, number): (kind, number) for kind in KINDS for number in range(len(whens))}
    found: dict[str, Told] = defaultdict(lambda: Told(whens))
    for name, recipient, made in _notices(names):
        found[recipient].made[names[name]] = made
    return found


def counts(session: Session, names: dict[str, Iterable[str]]) -> dict[str, int]:
    """Return how many have been told each of `names` = {key: events}. One query."""
    key_of = {one: key for key, events in names.items() for one in events}
    told: dict[str, set] = {key: set() for key in names}
    for name, recipient, _made in _notices(key_of):
        told[key_of[name]].add(recipient)
    return {key: len(recipients) for key, recipients in told.items()}


def _notices(names):
    return Notice.objects.filter(event__in=list(names)).order_by().values_list("event", "recipient", "made")
