"""A part's English beside its Estonian: saved like it, and kept apart from it, so that writing the one never
stands in the way of the other."""

import hashlib
from dataclasses import dataclass

from django.db import transaction

from reports.annual.locking import locked_open
from reports.annual.texts import cleaned
from reports.models import AnnualReport, ReportText


class EnglishConflict(Exception):
    """Someone else saved the part's English meanwhile; `theirs` is what they saved, `who` and `at` say by whom
    and when."""

    def __init__(self, theirs: str, who, at):
        super().__init__()
        self.theirs, self.who, self.at = theirs, who, at

    @property
    def began(self) -> str:
        """The mark of what they saved."""
        return mark(self.theirs)


@dataclass
class English:
    """A part's English as the page shows it: as it is saved, or as it was typed when it could not be."""

    body: str
    #: The mark of the text that the writer began from.
    began: str
    error: str = ""
    conflict: EnglishConflict | None = None
    is_saved: bool = False

    @classmethod
    def of(cls, text) -> "English":
        """The English that is saved."""
        body = text.body_en if text else ""
        return cls(body, mark(body))

    @property
    def is_open(self) -> bool:
        """Whether the page unfolds it: something is to be decided."""
        return bool(self.error or self.conflict)


def mark(body: str) -> str:
    """Return by what a text is told from another: a few characters of its checksum."""
    return hashlib.sha256(body.encode()).hexdigest()[:16]


@transaction.atomic
def save_english(*, report: AnnualReport, key: str, body: str, began: str, by) -> ReportText:
    """Save one part's English and return the part. Its Estonian, with who saved it when, stays as it is.

    `began` is the mark of the text that the writer began from. Raises EnglishConflict when another English
    has been saved since, ValidationError for a text of more than 200 000 characters, ReportClosed once the
    report is submitted.
    """
    body = cleaned(body)
    report = locked_open(report)
    text = report.texts.filter(key=key).first() or report.texts.model(report=report, key=key)
    if text.body_en == body:
        return text
    if mark(text.body_en) != began:
        raise _conflict(text)
    text.body_en = body
    if text.pk is None:
        text.created_by = by
    text._history_user = by
    text.save()
    return text


def _conflict(text):
    last = text.history.select_related("history_user").filter(body_en=text.body_en).order_by("history_date")
    found = last.first()
    return EnglishConflict(
        text.body_en, found.history_user if found else None, found.history_date if found else None
    )
