"""The badge on a municipality's page."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from municipalities.badge.awards import awards_of
from municipalities.sections import HOME, RECORD, Section, register


def _awards(municipality, _user):
    today = timezone.localdate()
    return {"awards": awards_of(municipality), "today": today}


register(
    Section(
        key="badge",
        title=_("Badge"),
        template="municipalities/badge/section.html",
        context=_awards,
        order=60,
        places=frozenset({RECORD, HOME}),
    )
)
