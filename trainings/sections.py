"""Trainings on a municipality's page: how many of its people took part in which; no names."""

from django.db.models import Count, Exists, Min, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from municipalities.sections import Section, register
from trainings.enums import ApplicationState, TrainingState
from trainings.models import Application, Participant, Training


def _trainings(municipality, user):
    rows = (
        Participant.objects.filter(municipality=municipality)
        .order_by()
        .values("training__name", "training__slug", "training__state")
        .annotate(people=Count("pk", distinct=True), first_at=Min("training__sessions__starts_at"))
        .order_by("-first_at", "training__slug")
    )
    return {"rows": list(rows), "may_open": user.is_staff}


register(
    Section(
        key="trainings",
        title=_("Trainings"),
        template="trainings/section.html",
        context=_trainings,
        order=30,
    )
)


def _calls(_municipality, user):
    """Open calls for which an official can register, each with the own draft where there is one; one query."""
    if user.is_staff:
        return None
    now = timezone.now()
    drafts = Application.objects.filter(
        training=OuterRef("pk"), submitter=user.pk, state=ApplicationState.DRAFT
    ).order_by()
    calls = (
        Training.objects.filter(is_public=True, opens_at__lte=now, closes_at__gt=now)
        .exclude(state=TrainingState.CANCELLED)
        .annotate(has_draft=Exists(drafts))
        .order_by("closes_at", "pk")
    )
    rows = list(calls.values("name", "slug", "closes_at", "has_draft"))
    return {"rows": rows} if rows else None


register(
    Section(
        key="calls",
        title=_("Open calls"),
        template="trainings/registration/section.html",
        context=_calls,
        order=5,
    )
)
