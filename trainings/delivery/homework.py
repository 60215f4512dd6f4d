"""Who handed in what: late is marked late, not refused (domain.md §3)."""

from dataclasses import dataclass

from trainings.delivery.schedule import asked_to
from trainings.models import Application, Homework, Participant, Submission


@dataclass(frozen=True)
class Standing:
    """How one team or person stands with a task."""

    name: str
    who: str
    group: str
    state: str  # "done", "late", "missing" (the deadline is over) or "open"
    submission: Submission | None


def standings(homework: Homework) -> list[Standing]:
    """Return how everybody stands who is to hand in: teams, or persons where the task is each one's own.

    Who has no team answers alone. Three queries.
    """
    people = asked_to(homework.session).select_related("person", "group", "member__application")
    handed_in = {_key(one): one for one in homework.submissions.all()}
    owners: dict = {}
    for person in people.order_by("group", "person__sort_key", "pk"):
        team = team_of(person) if homework.by_team else None
        key = ("team", team.pk) if team else ("person", person.pk)
        if person.left_on is None or key in handed_in:
            owners.setdefault(key, (team, []))[1].append(person)
    return [_standing(homework, team, people, handed_in.get(key)) for key, (team, people) in owners.items()]


def team_of(participant: Participant) -> Application | None:
    """Return the participant's team, None for whoever registered alone."""
    return participant.member.application if participant.member else None


def owner_of(homework: Homework, participant: Participant) -> dict:
    """Return whose answer a participant's is, as the fields of a Submission: the team's or the person's."""
    team = team_of(participant) if homework.by_team else None
    return {"application": team, "participant": None if team else participant}


def state_of(homework: Homework, submission: Submission | None) -> str:
    """Return "done", "late", "missing" once the deadline is over, or "open"."""
    if submission:
        submission.homework = homework  # known: its deadline need not be read again
        return "late" if submission.is_late else "done"
    return "missing" if homework.is_due else "open"


def _key(submission):
    team = submission.application_id
    return ("team", team) if team else ("person", submission.participant_id)


def _standing(homework, team, people, submission):
    first = people[0]
    return Standing(
        name=str(team) if team else first.person.name,
        who=", ".join(person.person.name for person in people) if team else first.organisation,
        group=first.group.name if first.group else "",
        state=state_of(homework, submission),
        submission=submission,
    )
