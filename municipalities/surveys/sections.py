"""Surveys on a municipality's page: waves are asked of all municipalities alike."""

from django.utils.translation import gettext_lazy as _

from municipalities.sections import Section, register
from municipalities.surveys.models import Wave
from silab.common.statements import Statement

LATEST = 5


_latest = Statement(lambda: Wave.objects.order_by("-opened_on", "pk")[:LATEST])


def _waves(_municipality, _user):
    return {"waves": _latest.records()}


register(
    Section(
        key="surveys",
        title=_("Surveys"),
        template="municipalities/surveys/section.html",
        context=_waves,
        order=70,
    )
)
