"""Keeps on each participant what the marks say: the day of the first presence and the day of completion.

Measures count over a million marks within speed.md's limits because they read these two days only. The marks
stay the truth: whatever changes them, the sessions or the rule keeps the days in the same transaction."""

from collections import defaultdict
from datetime import date

from django.db.models import BigAutoField, DateField, Min, Q
from django.utils import timezone

from silab.common.statements import Given, Statement, update_of
from trainings.enums import THERE
from trainings.models import Attendance, Homework, Participant, Session, Submission, Training

days_kept = Statement(
    lambda: update_of(
        Participant.objects.filter(pk=Given("pk", BigAutoField())),
        first_there_on=Given("first", DateField()),
        completed_on=Given("completed", DateField()),
    )
)


def keep(participant: Participant, training: Training) -> None:
    """Write the participant's two days anew, if they changed."""
    _keep(training, [participant])


def keep_all(training: Training) -> None:
    """Write the training's first day and the two days of all its participants anew, where they changed."""
    first = Session.objects.filter(training=training).aggregate(first=Min("starts_at"))["first"]
    begins_on = _day(first) if first else None
    if begins_on != training.begins_on:
        training.begins_on = begins_on
        Training.objects.filter(pk=training.pk).update(begins_on=begins_on)
    _keep(training, list(training.participants.order_by("pk")))


def settle(training: Training, participant: Participant, groups, marks, homework=None) -> None:
    """Write the participant's two days anew, if they changed.

    `groups` has the group of each session of the training (None: everybody's), `marks` the (start, group) of
    those where the participant was, the earliest first.
    """
    own = {None, participant.group_id}
    first = _day(marks[0][0]) if marks else None
    completed = _completed(
        training,
        participant,
        sum(group in own for group in groups),
        [starts for starts, group in marks if group in own],
    )
    if completed and training.completion_homework:
        completed = (homework or _Homework(training, [participant])).completed(participant, completed)
    if (first, completed) != (participant.first_there_on, participant.completed_on):
        participant.first_there_on, participant.completed_on = first, completed
        # Not a change that anybody made: it has no history of its own, the mark has.
        days_kept.run(pk=participant.pk, first=first, completed=completed)


def _keep(training, participants):
    groups = _sessions(training, participants)
    there = _there(training, participants)
    homework = _Homework(training, participants) if training.completion_homework else None
    for participant in participants:
        settle(training, participant, groups, there[participant.pk], homework)


def _sessions(training, participants):
    """Return the group of each session, None for everybody's."""
    found = Session.objects.filter(training=training)
    if len(participants) == 1:
        found = found.filter(Q(group=None) | Q(group=participants[0].group_id))
    return list(found.order_by().values_list("group_id", flat=True))


def _there(training, participants):
    """Return (start, group) of the sessions at which each participant was, the earliest first."""
    marks = Attendance.objects.filter(presence__in=THERE)
    marks = (
        marks.filter(participant=participants[0].pk)
        if len(participants) == 1
        else marks.filter(session__training=training)
    )
    there = defaultdict(list)
    marks = marks.order_by("session__starts_at")
    for participant, *mark in marks.values_list("participant_id", "session__starts_at", "session__group_id"):
        there[participant].append(mark)
    return there


def _completed(training, participant, sessions: int, days) -> date | None:
    """Return the day on which so many sessions were attended as the rule asks, None before it."""
    needed = -(-training.completion_share * sessions // 100)
    if participant.left_on or not needed or len(days) < needed:
        return None
    return _day(days[needed - 1])


class _Homework:
    """What of a training's homework was handed in, by team and by participant."""

    def __init__(self, training, participants):
        self.tasks = list(Homework.objects.filter(session__training=training).select_related("session"))
        found = Submission.objects.filter(homework__in=self.tasks)
        self.by_team, self.by_person = {}, {}
        for task, team, person, at in found.values_list(
            "homework_id", "application_id", "participant_id", "handed_in_at"
        ):
            (self.by_team if team else self.by_person)[task, team or person] = at
        teams = Participant.objects.filter(pk__in=[one.pk for one in participants])
        self.teams = dict(teams.values_list("pk", "member__application_id"))

    def completed(self, participant, day: date) -> date | None:
        """Return the later of `day` and the last homework's day, None while one is missing."""
        for task in self.tasks:
            if task.session.group_id not in (None, participant.group_id):
                continue
            # Who has no team hands in an own answer (trainings/delivery/homework.py).
            team = self.teams.get(participant.pk) if task.by_team else None
            whose = (
                self.by_team.get((task.pk, team)) if team else self.by_person.get((task.pk, participant.pk))
            )
            if whose is None:
                return None
            day = max(day, _day(whose))
        return day


def _day(moment):
    return timezone.localtime(moment).date()
