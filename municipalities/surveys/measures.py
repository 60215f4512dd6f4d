"""What can be counted of surveys (domain.md §7, §10). Waves belong to no contract."""

from django.utils.translation import gettext_lazy as _

from municipalities.surveys.models import Wave
from silab.measures import Measure, Shown, register


def _completed(period, _contract):
    return Wave.objects.filter(completed_on__range=period.days)


register(
    Measure(
        code="surveys.waves_completed",
        title=_("Survey waves completed"),
        unit="wave",
        records=_completed,
        evidence=Shown("title", on="completed_on", page=("admin:surveys_wave_change", "pk")),
    )
)
