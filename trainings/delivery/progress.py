"""How far each day of a training is: marked of asked, materials, homework handed in of expected."""

from collections import Counter
from typing import Any

from django.db.models import Count
from django.utils import timezone

from trainings.enums import THERE
from trainings.models import Attendance, Homework, Material, Participant, Training


def days_of(training: Training, *, only: int | None = None) -> list:
    """Return the sessions of a training (or one of them) in time, each with its figures as attributes.

    `asked`, `marked`, `there`, `materials_count`, and `tasks` = (task, handed in, expected). Five queries.
    """
    sessions = training.sessions.select_related("group").order_by("starts_at", "pk")
    found: list[Any] = list(sessions.filter(pk=only) if only else sessions)
    keys = [session.pk for session in found]
    people = list(
        Participant.objects.filter(training=training)
        .order_by()
        .values_list("group_id", "left_on", "member__application_id", "pk")
    )
    marks = Counter(_pairs(Attendance.objects.filter(session__in=keys), "presence"))
    materials = Counter(
        Material.objects.filter(session__in=keys).order_by().values_list("session", flat=True)
    )
    tasks = Homework.objects.filter(session__in=keys).annotate(handed_in=Count("submissions"))
    by_session: dict = {}
    for task in tasks.order_by("due_at", "pk"):
        by_session.setdefault(task.session_id, []).append(task)
    for session in found:
        on = timezone.localdate(session.starts_at)
        own = [one for one in people if session.group_id in (None, one[0]) and not (one[1] and one[1] < on)]
        session.training = training
        session.asked = len(own)
        session.marked = sum(n for (key, _presence), n in marks.items() if key == session.pk)
        session.there = sum(marks[session.pk, presence] for presence in THERE)
        session.materials_count = materials[session.pk]
        here, tasks = [one for one in own if one[1] is None], by_session.get(session.pk, [])
        session.tasks = [(task, task.handed_in, _expected(task, here)) for task in tasks]
    return found


def _expected(task, people):
    """Return how many hand-ins a task expects: one a team, and one of each who has none."""
    if not task.by_team:
        return len(people)
    return len({team or f"person {pk}" for _group, _left, team, pk in people})


def _pairs(marks, name):
    counted = marks.order_by().values_list("session", name).annotate(n=Count("pk"))
    return {(session, value): n for session, value, n in counted}
