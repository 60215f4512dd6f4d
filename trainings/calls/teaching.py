"""What a trainer sees of a group: names and organisations of its people, no contact data."""

from dataclasses import dataclass, field

from trainings.models import Homework, Participant, Session, Submission


@dataclass
class Taught:
    """One group; `group` is None where a training has no groups."""

    group: object
    days: list = field(default_factory=list)
    teams: dict = field(default_factory=dict)  # {team or None: its participants}
    tasks: list = field(default_factory=list)  # (homework, what was handed in)

    @property
    def people(self) -> int:
        """How many take part."""
        return sum(len(members) for members in self.teams.values())


def taught(training, groups) -> list[Taught]:
    """Return the groups with all that a trainer sees of them, in four queries whatever their number."""
    keys = [group.pk for group in groups]
    shown = {group.pk: Taught(group) for group in groups} or {None: Taught(None)}
    sessions = Session.objects.filter(training=training).order_by("starts_at", "pk")
    for session in sessions:
        for key, one in shown.items():
            if session.group_id in (None, key):
                one.days.append(session)
    people = Participant.objects.filter(training=training, left_on=None)
    people = people.filter(group__in=keys) if keys else people
    people = people.select_related("person", "municipality", "member__application__municipality")
    for person in people.order_by("member__application", "person__sort_key", "pk"):
        team = person.member.application if person.member else None
        shown[person.group_id if keys else None].teams.setdefault(team, []).append(person)
    _add_homework(training, shown)
    return list(shown.values())


def _add_homework(training, shown):
    handed_in: dict = {}
    submissions = Submission.objects.filter(homework__session__training=training)
    submissions = submissions.select_related("homework", "application", "participant__person")
    for submission in submissions.order_by("handed_in_at", "pk"):
        whose = submission.application or submission.participant
        handed_in.setdefault((submission.homework_id, whose.group_id), []).append(submission)
    tasks = Homework.objects.filter(session__training=training).select_related("session")
    for task in tasks.order_by("due_at", "pk"):
        for key, one in shown.items():
            if task.session.group_id in (None, key):
                found = handed_in.get((task.pk, key), [])
                if key is None:
                    found = [
                        each for (pk, _group), all_ in handed_in.items() if pk == task.pk for each in all_
                    ]
                one.tasks.append((task, found))
