"""What waits for a municipality's people in trainings: open calls, drafts, questions, homework (domain.md §3)."""

from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from municipalities.waiting import Source, Task, register
from trainings.enums import ApplicationState, TrainingState
from trainings.links import participant_path
from trainings.models import Application, Participant, Submission, Training
from trainings.registration.window import is_open
from trainings.teams import teams_of

#: How long a homework that nobody handed in is still asked for; it is never refused.
ASKED_FOR = timedelta(days=90)


def applications_to_finish(municipality, user):
    """Return drafts that can still be sent, and applications about which staff have asked for more."""
    now = timezone.now()
    tasks = []
    for one in teams_of(municipality, user):
        url = reverse("trainings:application", args=[one.key])
        if one.state == ApplicationState.MORE_ASKED:
            title = _("Answer Silab's question about “%(name)s”") % {"name": one.name or one.training}
            tasks.append(Task(title, url, detail=one.question))
        elif one.state == ApplicationState.DRAFT and is_open(one.training, now):
            title = _("Finish and send the application: %(training)s") % {"training": one.training}
            tasks.append(Task(title, url, due=_day(one.training.closes_at), detail=one.name))
    return tasks


def calls_to_answer(municipality, user):
    """Return the open calls for which the municipality has no application yet, nor the user a draft; one query."""
    now = timezone.now()
    ours = Application.objects.filter(training=OuterRef("pk")).exclude(state=ApplicationState.WITHDRAWN)
    ours = ours.filter(
        Q(submitter=user.pk) | (Q(municipality=municipality) & ~Q(state=ApplicationState.DRAFT))
    )
    calls = (
        Training.objects.filter(is_public=True, opens_at__lte=now, closes_at__gt=now)
        .exclude(state=TrainingState.CANCELLED)
        .exclude(Exists(ours.order_by()))
        .order_by("closes_at", "pk")
    )
    return [
        Task(
            _("Applications are open: %(training)s") % {"training": name},
            reverse("trainings:call", args=[slug]),
            due=_day(closes_at),
            detail=_("Read the call and register a team, if it is for you."),
        )
        for name, slug, closes_at in calls.values_list("name", "slug", "closes_at")
    ]


def homework_to_hand_in(municipality, user):
    """Return the homework that teams of the municipality have not handed in; one query.

    Who is in the team goes to the own page, where it is handed in; others see the team.
    """
    now = timezone.now()
    handed_in = Submission.objects.filter(homework=OuterRef("task"), application=OuterRef("pk")).order_by()
    me = Participant.objects.filter(
        member__application=OuterRef("pk"), person__user=user.pk, left_on=None
    ).order_by()
    rows = (
        Application.objects.filter(municipality=municipality, state=ApplicationState.ACCEPTED)
        .annotate(
            task=F("training__sessions__homework"),
            title=F("training__sessions__homework__title"),
            due_at=F("training__sessions__homework__due_at"),
            by_team=F("training__sessions__homework__by_team"),
            begins=F("training__sessions__starts_at"),
            of_group=F("training__sessions__group"),
        )
        .filter(Q(of_group=None) | Q(of_group=F("group")), by_team=True, begins__lte=now)
        .filter(~Exists(handed_in), due_at__gte=now - ASKED_FOR)
        .order_by("due_at", "task")
        .values_list("title", "due_at", "key", "name", Subquery(me.values("pk")[:1]))
    )
    return [
        Task(
            _("Hand in the homework “%(title)s”") % {"title": title},
            participant_path(participant) if participant else reverse("trainings:application", args=[key]),
            due=_day(due_at),
            detail=name,
        )
        for title, due_at, key, name, participant in rows
    ]


def own_homework_to_hand_in(municipality, user):
    """Return the homework that each participant hands in alone: the user's own, and how many of a team that the user
    registered still have to; one query."""
    now = timezone.now()
    handed_in = Submission.objects.filter(homework=OuterRef("task"), participant=OuterRef("pk")).order_by()
    rows = (
        Participant.objects.filter(left_on=None)
        .filter(
            Q(person__user=user.pk, municipality=municipality)
            | Q(member__application__submitter=user.pk, member__application__municipality=municipality)
        )
        .annotate(
            task=F("training__sessions__homework"),
            title=F("training__sessions__homework__title"),
            due_at=F("training__sessions__homework__due_at"),
            by_team=F("training__sessions__homework__by_team"),
            begins=F("training__sessions__starts_at"),
            of_group=F("training__sessions__group"),
            owner=F("person__user"),
        )
        .filter(Q(of_group=None) | Q(of_group=F("group")), by_team=False, begins__lte=now)
        .filter(~Exists(handed_in), due_at__gte=now - ASKED_FOR)
        .order_by("due_at", "task", "pk")
        .values_list(
            "task", "title", "due_at", "owner", "pk", "member__application__key", "member__application__name"
        )
    )
    own, of_teams = [], {}
    for task, title, due_at, owner, participant, key, name in rows:
        words = _("Hand in the homework “%(title)s”") % {"title": title}
        if owner == user.pk:
            own.append(Task(words, participant_path(participant), due=_day(due_at)))
        else:
            of_teams.setdefault((task, key), [title, due_at, name, 0])[3] += 1
    return own + [_of_team(key, *found) for (_task, key), found in of_teams.items()]


def _of_team(key, title, due_at, name, count):
    lacking = ngettext(
        "%(n)d of your team has not handed it in.", "%(n)d of your team have not handed it in.", count
    )
    return Task(
        _("Homework of your team: “%(title)s”") % {"title": title},
        reverse("trainings:application", args=[key]),
        due=_day(due_at),
        detail=" · ".join(filter(None, (name, lacking % {"n": count}))),
    )


def _day(moment):
    return timezone.localtime(moment).date()


register(Source("applications", applications_to_finish, order=20))
register(Source("homework", homework_to_hand_in, order=30))
register(Source("own_homework", own_homework_to_hand_in, order=31))
register(Source("calls", calls_to_answer, order=40))
