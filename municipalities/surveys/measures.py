"""What can be counted of surveys (domain.md §7, §10). Waves belong to no contract."""

from functools import partial

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from municipalities.surveys.models import Wave
from silab.measures import Evidence, Measure, register


def _completed(period, _contract):
    return Wave.objects.filter(completed_on__range=period.days)


def _wave(wave):
    return Evidence(
        code=wave.code,
        label=wave.title,
        on=wave.completed_on,
        model=wave._meta.label_lower,
        pk=wave.pk,
        url=partial(reverse, "admin:surveys_wave_change", args=[wave.pk]),
    )


register(
    Measure(
        code="surveys.waves_completed",
        title=_("Survey waves completed"),
        unit="wave",
        records=_completed,
        evidence=_wave,
    )
)
