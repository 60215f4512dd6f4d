"""The parts of a report as fields of its writing page."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404

from reports.annual.changes import Move
from reports.annual.errors import EditConflict
from reports.annual.fingerprint import fingerprint
from reports.annual.moved import Moved, moved
from reports.annual.outline import Part
from reports.annual.progress import Caution, cautions_of
from reports.annual.texts import save_text
from reports.annual.warnings import warnings_of
from reports.models import Text, Version
from silab.jobs.enums import UNFINISHED
from silab.jobs.models import Job


@dataclass
class Field:
    """One part as the page shows it: the saved text, or what was typed when it could not be saved."""

    part: Part
    label: str
    text: Text
    body: str
    rows: str = "3"
    warnings: list[str] = field(default_factory=list)
    error: str = ""
    theirs: Text | None = None
    #: Whether the report cannot be submitted while it is empty.
    wants_reason: bool = False
    #: What stands beside it (reports/annual/sides.py); None where the form has no such things.
    sides: Any = None

    @property
    def is_unread(self) -> bool:
        """Whether it is a draft made from records that nobody has read yet."""
        return self.text.is_prefilled

    @property
    def lacks_reason(self) -> bool:
        """Whether it has to be written, and is not."""
        return self.wants_reason and not self.text.body.strip()

    @property
    def anchor(self) -> str:
        """The part's place on the page."""
        return self.part.key.replace(":", "-")

    @property
    def revision(self) -> str:
        """The revision that the writer began from; a plain string, for a hidden field."""
        return str(self.text.revision)


class Fields:
    """The texts of a report that its writing page shows, and how far its PDF is."""

    #: What the kinds of its jobs begin with: `…_pdf`, `…_figures`.
    kind = ""

    def __init__(self, report: Version, parts: dict[str, Part]):
        self.report: Any = report  # each form's own
        self._parts = parts
        self._texts = {row.key: row for row in report.texts.select_related("saved_by")}
        self._typed: dict[str, Field] = {}

    def years_of(self, part: Part) -> list[int]:
        """Return the years that the dates of a part's text may lie in."""
        raise NotImplementedError

    @property
    def outline_url(self) -> str:
        """Where the outline renews itself from; "" where it does not."""
        return ""

    @property
    def contents(self) -> list:
        """The page's parts by group: (title, chapters)."""
        raise NotImplementedError

    @property
    def document(self) -> Any:
        """The report as it would print."""
        raise NotImplementedError

    @cached_property
    def notes_of_whole(self) -> Any:
        """The notes on the report as a whole; None where the form has no notes."""
        return None

    def wants_reason(self, key: str) -> bool:
        """Whether the report cannot be submitted while this part is empty."""
        return False

    def field(self, key: str, label: str = "", rows: str = "3") -> Field:
        """Return a part's field; raise KeyError for a part that the form does not have."""
        if key in self._typed:
            return self._typed[key]
        part = self._parts[key]
        text = self._texts.get(key) or self.report.texts.model(report=self.report, key=key)
        warnings = warnings_of(self.years_of(part), text.body) if text.body else []
        wants = self.wants_reason(key)
        return Field(part, label or part.title, text, text.body, rows, warnings, wants_reason=wants)

    def keep_typed(self, shown: Field) -> None:
        """Show this field as it was typed instead of as it is saved."""
        self._typed[shown.part.key] = shown

    def save_typed(self, posted, *, by) -> tuple[Field, int]:
        """Save a part as it was posted (`key`, `body`, `revision`); return its field as the page is to show it,
        and the answer's status.

        Nothing typed is lost: what cannot be saved stays on the page with the reason (422), and a text that
        someone else has saved meanwhile (409) is shown beside one's own. Raises Http404 for a part that the
        form does not have.
        """
        part, revisions = self._parts.get(posted.get("key", "")), posted.getlist("revision")
        if part is None or not revisions or not revisions[-1].isdecimal():
            raise Http404
        body, revision, label = posted.get("body", ""), int(revisions[-1]), self.field(part.key).label
        kept = self._texts.get(part.key) or self.report.texts.model(report=self.report, key=part.key)
        try:
            kept = save_text(report=self.report, key=part.key, body=body, revision=revision, by=by)
        except EditConflict as conflict:
            kept = self.report.texts.model(report=self.report, key=part.key, revision=revision)
            shown, status = Field(part, label, kept, body, theirs=conflict.theirs), 409
        except ValidationError as error:
            shown, status = Field(part, label, kept, body, rows="12", error=error.messages[0]), 422
        else:
            warnings = warnings_of(self.years_of(part), kept.body)
            shown, status = Field(part, label, kept, kept.body, warnings=warnings), 200
        shown.wants_reason = self.wants_reason(part.key)
        self.keep_typed(shown)
        return shown, status

    @property
    def job(self) -> Job | None:
        """The unfinished job that makes this report's PDF."""
        return self._jobs.get(f"{self.kind}_pdf")

    @property
    def figures_job(self) -> Job | None:
        """The unfinished job that takes this report's figures."""
        return self._jobs.get(f"{self.kind}_figures")

    @cached_property
    def _jobs(self) -> dict[str, Job]:
        """The newest unfinished job of each kind."""
        pk = self.report.pk
        which = Q(kind=f"{self.kind}_pdf", key__startswith=f"{pk}:")
        which |= Q(kind=f"{self.kind}_figures", key=str(pk))
        found = Job.objects.filter(which, state__in=UNFINISHED).order_by("pk")
        return {job.kind: job for job in found}

    @cached_property
    def pdf_is_current(self) -> bool:
        """Whether the PDF shows the report as it is now."""
        return bool(self.report.pdf) and self.report.pdf_fingerprint == self.made_of

    @cached_property
    def made_of(self) -> str:
        """What a PDF made now would be made of, out of what this page has read already."""
        texts = [(row.key, row.body) for row in self._texts.values()]
        return fingerprint(self.report, texts=texts, files=self.document.attachments)

    @cached_property
    def shown(self) -> list[Field]:
        """The fields of the page, in its order."""
        return [
            field for _group, chapters in self.contents for chapter in chapters for field in chapter.fields
        ]

    @property
    def moves(self) -> list[Move]:
        """What moved when the figures were last taken again."""
        raise NotImplementedError

    @cached_property
    def moved(self) -> list[Moved]:
        """What moved when the figures were last taken again, with the texts that speak of it."""
        return moved(self.moves, self.shown, self.report.snapshot.taken_at) if self.moves else []

    @cached_property
    def cautions(self) -> list[Caution]:
        """What is better done before submitting, though nothing forbids to submit."""
        return cautions_of(self.contents, self.notes_of_whole)
