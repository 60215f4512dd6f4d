"""Trainings on a municipality's page: how many of its people took part in which; no names."""

from django.db.models import Count, Exists, OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from municipalities.sections import Section, register
from trainings.models import Participant, Training

LATEST = 10


def _trainings(municipality, user):
    own = Participant.objects.filter(municipality=municipality).order_by()
    here = own.filter(training=OuterRef("pk"))
    people = here.values("training").annotate(people=Count("pk")).values("people")
    total = own.values("municipality").annotate(total=Count("training", distinct=True)).values("total")
    rows = (
        Training.objects.filter(Exists(here))
        .annotate(people=Subquery(people), total=Subquery(total))
        .latest_first()
        .values("name", "slug", "begins_on", "people", "total")
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
