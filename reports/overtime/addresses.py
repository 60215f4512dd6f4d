"""Addresses of the indicators over time, for pages that lead there."""

from urllib.parse import urlencode

from django.urls import reverse


def indicator_url(contract, code: str, kind: str = "", **more) -> str:
    """Return the page of one measure over time, counted one way."""
    query = {"leping": contract.slug, "liik": kind, **more}
    asked = urlencode({key: value for key, value in query.items() if value})
    return f"{reverse('reports:indicator', args=[code])}?{asked}"


def indicator_prefix(contract) -> tuple[str, str]:
    """Return what stands before and after a measure's code in its page's address, for many rows at once."""
    before, _code, after = indicator_url(contract, "CODE").partition("CODE")
    return before, after
