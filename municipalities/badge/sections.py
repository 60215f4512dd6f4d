"""The badge on a municipality's page."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from municipalities.sections import Section, register


def _awards(municipality, _user):
    today = timezone.localdate()
    awards = list(municipality.awards.select_related("scheme"))
    return {"awards": awards, "today": today}


register(
    Section(
        key="badge",
        title=_("Badge"),
        template="municipalities/badge/section.html",
        context=_awards,
        order=60,
    )
)
