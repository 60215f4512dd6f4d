"""A municipality's badges, read once for the section and the task."""

from municipalities.badge.models import Award
from municipalities.once import once


def awards_of(municipality) -> list[Award]:
    """Return the badges, the latest first; one query a page."""
    return once(municipality, "badge.awards", lambda: list(municipality.awards.select_related("scheme")))
