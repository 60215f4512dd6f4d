"""Trainings on a municipality's page: how many of its people took part in which; no names."""

from django.db.models import Count, Min, Window
from django.utils.translation import gettext_lazy as _

from municipalities.sections import Section, register
from trainings.models import Participant

LATEST = 10


def _trainings(municipality, user):
    rows = (
        Participant.objects.filter(municipality=municipality)
        .order_by()
        .values("training__name", "training__slug", "training__state")
        .annotate(people=Count("pk", distinct=True), first_at=Min("training__sessions__starts_at"))
        .annotate(total=Window(Count("training__slug")))
        .order_by("-first_at", "training__slug")
    )
    return {"rows": list(rows[:LATEST]), "may_open": user.is_staff}


register(
    Section(
        key="trainings",
        title=_("Trainings"),
        template="trainings/section.html",
        context=_trainings,
        order=30,
    )
)
