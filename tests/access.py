"""The words of the access table: the cast, and a line of it (tests/access_table.py)."""

from collections.abc import Callable
from dataclasses import dataclass

MARI, JAAN, LEENA, TIIT, RIINA, STRANGER = "mari", "jaan", "leena", "tiit", "riina", "stranger"
CAST = (MARI, JAAN, LEENA, TIIT, RIINA, STRANGER)
ANYBODY = (*CAST, "anonymous")


@dataclass(frozen=True)
class Page:
    """Who opens an address; everybody else finds nothing there (404), the unknown are asked to sign in."""

    who: tuple[str, ...]
    at: Callable[[dict], dict]
    method: str
    data: dict


def page(*who, at=lambda _cast: {}, method="get", data=None) -> Page:
    """Return a line of the table."""
    return Page(who, at, method, data or {})
