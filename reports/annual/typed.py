"""A comment or an answer as its form shows it: what is saved, or what was typed when it could not be saved."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone

from reports.annual.errors import EditConflict
from reports.annual.places import Place


@dataclass(frozen=True)
class Typed:
    """One such form. `name` tells it from the others of its page."""

    name: str
    place: Place
    text: str = ""
    revision: int = 0
    saved_at: datetime | None = None
    #: What it answers, "" for what stands by itself.
    said: str = ""
    url: str = ""
    error: str = ""
    #: What another tab or person has saved meanwhile, and its revision.
    theirs: str | None = None
    their_revision: int = 0

    @property
    def shown_revision(self) -> str:
        """The revision that the writer began from; a plain string, for a hidden field."""
        return str(self.revision)


def saved(shown: Typed, body: str, save: Callable, theirs: Callable) -> tuple[Typed, int]:
    """Save what was typed by `save()`, which returns (text, revision); return the form as the page is to show it,
    and the answer's status: 409 when another saved meanwhile (`theirs(row)` is what), 422 when it was refused."""
    try:
        text, revision = save()
    except EditConflict as conflict:
        row = conflict.theirs
        return replace(shown, text=body, theirs=theirs(row), their_revision=row.revision), 409
    except ValidationError as error:
        return replace(shown, text=body, error=error.messages[0]), 422
    return replace(shown, text=text, revision=revision, saved_at=timezone.now()), 200
