"""Reading once what several parts of one page show (a section and a task): the page has fifteen queries."""

from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")


def once(municipality, key: str, read: Callable[[], Found]) -> Found:
    """Return what `read()` gives, read at the first call for this municipality object, so once a page."""
    kept = municipality.__dict__.setdefault("_read_once", {})
    if key not in kept:
        kept[key] = read()
    return kept[key]
