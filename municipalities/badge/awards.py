"""A municipality's badges, read once for the section and the task."""

from municipalities.badge.models import Award
from municipalities.facts import ASKED
from municipalities.once import once
from silab.common.statements import Statement

_awards = Statement(lambda: Award.objects.filter(municipality=ASKED).select_related("scheme"))


def awards_of(municipality) -> list[Award]:
    """Return the badges, the latest first; one query a page."""
    return once(municipality, "badge.awards", lambda: _awards.records(municipality=municipality.pk))
