"""What can be counted of the badge (domain.md §8, §10). Schemes and awards belong to no contract."""

from functools import partial

from django.db.models import Count, F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from municipalities.badge.models import Award, Scheme
from municipalities.models.municipality import valid_on
from silab.measures import REACHED, Evidence, Measure, register


def _ready(period, _contract):
    return Scheme.objects.filter(ready_on__lte=period.last)


def _awarded(period, _contract):
    given = Award.objects.filter(valid_from__range=period.days)
    return given.filter(valid_on(F("valid_from"), "municipality__"))


def _scheme(scheme):
    return Evidence(
        code=scheme.code,
        label=str(scheme),
        on=scheme.ready_on,
        model=scheme._meta.label_lower,
        pk=scheme.pk,
        url=partial(reverse, "admin:badge_scheme_change", args=[scheme.pk]),
    )


def _award(award):
    return Evidence(
        code=award.code,
        label=award.get_level_display(),
        on=award.valid_from,
        municipality=award.municipality.name,
        model=award._meta.label_lower,
        pk=award.pk,
        url=partial(reverse, "municipalities:detail", args=[award.municipality_id]),
    )


register(
    Measure(
        code="badge.scheme_ready",
        title=_("The badge has been worked out"),
        unit="milestone",
        records=_ready,
        evidence=_scheme,
        value=REACHED,
    )
)
register(
    Measure(
        code="badge.awarded",
        title=_("Municipalities that were given the badge"),
        unit="municipality",
        records=_awarded,
        evidence=_award,
        value=Count("municipality", distinct=True),
        municipality="municipality",
        evidence_related=("municipality",),
    )
)
