"""What staff look after in trainings: applications and refunds to decide, attendance to mark, days that come."""

from django.db.models import Count, Exists, F, Min, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from silab.common.desk import AHEAD, MOST, Source, Task, register
from silab.common.templatetags.formats import day, euro, moment
from trainings.enums import RefundState, TrainingState
from trainings.models import Application, Participant, RefundClaim, Session, Training
from trainings.overview import UNDECIDED, unmarked_sessions


def applications(today):
    """Return the trainings whose applications wait for a decision, with how many; one query."""
    waiting = Application.objects.filter(state__in=UNDECIDED).order_by()
    counted = waiting.values("training__name", "training__slug").annotate(
        number=Count("pk"), since=Min("submitted_at")
    )
    return [
        Task(
            ngettext(
                "%(training)s: %(n)d application waits for a decision",
                "%(training)s: %(n)d applications wait for a decision",
                row["number"],
            )
            % {"training": row["training__name"], "n": row["number"]},
            reverse("trainings:board", args=[row["training__slug"]]),
            detail=_("the first since %(day)s") % {"day": day(row["since"])},
        )
        for row in counted.order_by("since", "training__slug")[:MOST]
    ]


def unmarked_days(today):
    """Return the days that are over and whose attendance nobody has marked; one query."""
    people = Participant.objects.filter(training=OuterRef("training"), left_on=None).order_by()
    of_group = people.filter(group=OuterRef("group"))
    over = (
        unmarked_sessions(timezone.now())
        .exclude(training__state=TrainingState.CANCELLED)
        .filter(Exists(of_group) | Q(group=None) & Exists(people))
    )
    rows = over.order_by("starts_at", "pk").values_list("training__name", "training__slug", "starts_at")
    return [
        Task(
            _("Mark who was there: %(training)s") % {"training": name},
            reverse("trainings:attendance", args=[slug]),
            timezone.localdate(starts_at),
        )
        for name, slug, starts_at in rows[:MOST]
    ]


def refunds(today):
    """Return the refunds that were proposed and are not decided; nobody is named. One query."""
    proposed = RefundClaim.objects.filter(state=RefundState.PROPOSED).order_by("pk")
    rows = proposed.values_list("pk", "participant__training__name", "amount", "created_at")
    return [
        Task(
            _("Claim or waive %(amount)s: %(training)s") % {"amount": euro(amount), "training": name},
            reverse("trainings:refund", args=[pk]),
            detail=_("proposed %(day)s") % {"day": day(proposed_at)},
        )
        for pk, name, amount, proposed_at in rows[:MOST]
    ]


def days(today):
    """Return the training days of the next two weeks; one query."""
    coming = Session.objects.filter(starts_at__gte=timezone.now(), starts_at__date__lte=today + AHEAD)
    coming = coming.exclude(training__state=TrainingState.CANCELLED)
    rows = coming.annotate(of=F("training__name"), slug=F("training__slug"), city=F("group__name"))
    return [
        Task(
            f"{one.of}: {one.title}",
            reverse("trainings:delivery", args=[one.slug]),
            timezone.localdate(one.starts_at),
            ", ".join(part for part in (moment(one.starts_at), one.city, one.place) if part),
        )
        for one in rows.order_by("starts_at", "pk")[:MOST]
    ]


def calls(today):
    """Return the calls whose window closes within two weeks; one query."""
    now = timezone.now()
    closing = Training.objects.filter(
        is_public=True, opens_at__lte=now, closes_at__gt=now, closes_at__date__lte=today + AHEAD
    )
    rows = closing.exclude(state=TrainingState.CANCELLED).order_by("closes_at", "pk")
    return [
        Task(
            _("Applications close: %(training)s") % {"training": one.name},
            reverse("trainings:board", args=[one.slug]),
            timezone.localdate(one.closes_at),
            moment(one.closes_at),
        )
        for one in rows[:MOST]
    ]


register(
    Source(
        "applications",
        gettext_lazy("Applications without a decision"),
        applications,
        "trainings:list",
        50,
    )
)
register(Source("unmarked", gettext_lazy("Days without attendance"), unmarked_days, "trainings:list", 60))
register(Source("refunds", gettext_lazy("Refunds to decide"), refunds, order=70))
register(Source("calls", gettext_lazy("Calls that close"), calls, "trainings:list", 100, comes=True))
register(Source("days", gettext_lazy("Training days to come"), days, "trainings:list", 110, comes=True))
