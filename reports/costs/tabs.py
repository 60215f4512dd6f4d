"""The pages of costs as tabs (templates/reports/costs/tabs.html)."""

from django.utils.translation import gettext as _


def tabs_of(scope, here: str) -> list[tuple[str, str, bool]]:
    """Return (address, words, whether it is this page) of each page; `here` is a URL name."""
    pages = (
        ("reports:costs_overview", _("Overview")),
        ("reports:costs", _("Costs")),
        ("reports:commitments", _("Commitments")),
        ("reports:cost_import", _("Import costs")),
    )
    return [(scope.url(name), words, name == here) for name, words in pages]
