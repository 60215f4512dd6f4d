"""What a training's page shows staff at a glance: its groups with places taken, and what waits for somebody."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from silab.common.templatetags.formats import day
from trainings.calls.window import standing_of
from trainings.enums import ApplicationState, TrainingState
from trainings.models import Attendance, Session

#: What waits for staff's decision.
UNDECIDED = (ApplicationState.SUBMITTED, ApplicationState.INTERVIEWED)


def unmarked_sessions(now) -> QuerySet[Session]:
    """Return the sessions that are over and have no attendance mark, whoever was to come."""
    marks = Attendance.objects.filter(session=OuterRef("pk")).order_by()
    return Session.objects.filter(ends_at__lte=now).exclude(Exists(marks))


@dataclass(frozen=True)
class Task:
    """One open task: what it is and where it is done, "" while there is no page for it."""

    words: str
    url: str


def groups_of(training) -> list:
    """Return the groups with `taken`, `people` and `left` places."""
    accepted = Q(applications__state=ApplicationState.ACCEPTED)
    groups = training.groups.annotate(
        taken=Count("applications", filter=accepted, distinct=True),
        people=Count("participants", filter=Q(participants__left_on=None), distinct=True),
    )
    found = list(groups.order_by("pk"))
    for group in found:
        group.left = max(group.capacity - group.taken, 0)
    return found


def days_by_group(groups, sessions) -> list[tuple]:
    """Return (group or None, its days) in order, the days of everybody last."""
    found = [(group, [one for one in sessions if one.group_id == group.pk]) for group in groups]
    common = [one for one in sessions if one.group_id is None]
    return [*found, (None, common)] if common or not found else found


def tasks_of(training, groups, sessions, applications: dict, people: int) -> list[Task]:
    """Return what waits for staff; `applications` is {state: how many}."""
    if training.state == TrainingState.CANCELLED:
        return []
    made = (
        *_of_call(training),
        *_of_applications(training, groups, applications),
        *_of_days(training, sessions, people),
    )
    return [Task(words, _address(name, training)) for words, name in made]


def _of_call(training):
    if training.state == TrainingState.PLANNED and not training.is_public:
        yield _("The call is not published."), "trainings:setup"


def _of_applications(training, groups, applications):
    waiting = sum(applications.get(state, 0) for state in UNDECIDED)
    if waiting:
        words = ngettext(
            "%(n)d application waits for a decision", "%(n)d applications wait for a decision", waiting
        )
        yield words % {"n": waiting}, "trainings:board"
    free = sum(group.left for group in groups)
    queued = applications.get(ApplicationState.WAITING, 0)
    if queued and free:
        words = ngettext(
            "%(n)d place is free, and there is a waiting list",
            "%(n)d places are free, and there is a waiting list",
            free,
        )
        yield words % {"n": free}, "trainings:board"
    if standing_of(training).state == "closed" and applications.get(ApplicationState.MORE_ASKED):
        yield _("More information was asked and has not come"), "trainings:board"


def _of_days(training, sessions, people):
    now = timezone.now()
    for session in sessions:
        if people and session.ends_at <= now and not session.marked:
            yield (
                _("Attendance of %(day)s is not marked") % {"day": day(session.starts_at)},
                "trainings:attendance",
            )


def _address(name, training):
    try:
        return reverse(name, args=[training.slug])
    except NoReverseMatch:
        return ""
