"""What the funder's page of a report shows besides the document: her drafts of comments, what was said and answered."""

from dataclasses import replace
from functools import cached_property

from django.http import Http404
from django.urls import reverse

from reports.annual.outline import figures_of
from reports.annual.places import Place, places
from reports.annual.remarks import Told, place_of, save_remark, told
from reports.annual.stamping import is_stamped, job_of
from reports.annual.typed import Typed, saved
from reports.enums import ReportState
from reports.models import AnnualReport
from reports.print.editions import shown as document
from reports.rules import can_decide_report


class Reading:
    """A report that was sent, read by somebody. `error` says why the decision was not taken."""

    def __init__(self, report: AnnualReport, reader, *, asked: str = "", error: str = ""):
        self.report, self.reader, self.error = report, reader, error
        self.url = reverse("reports:funder_report", args=[report.pk])
        self.remark_url = reverse("reports:funder_remark", args=[report.pk])
        self._places = places(figures_of(report))
        drafts = report.comments.drafts_of(reader).order_by("pk") if self.is_funder else ()
        self._drafts = {
            row.key: replace(self._blank(row.key), text=row.text, revision=row.revision) for row in drafts
        }
        #: The part that is chosen for one more comment, as the address asks (`?osa=`).
        self.asked = asked if asked in self._places else ""
        self.whole = self._drafts.get("") or self._blank("")

    @cached_property
    def context(self) -> dict:
        """What the page's templates read besides."""
        return {
            "report": self.report,
            "is_stamped": is_stamped(self.report),
            "stamp_job": job_of(self.report, self.reader),
            "may_decide": self.may_decide,
            **document(self.report),
        }

    @cached_property
    def is_funder(self) -> bool:
        """Whether the reader acts for the contract's funder."""
        return can_decide_report.test(self.reader, self.report)

    @property
    def may_decide(self) -> bool:
        """Whether the reader decides on it now."""
        return self.report.state == ReportState.SUBMITTED and self.is_funder

    @property
    def parts(self) -> list[Place]:
        """The parts that can be commented on by themselves."""
        return [place for place in self._places.values() if place.key]

    @property
    def drafts(self) -> list[Typed]:
        """The reader's drafts on parts, in the document's order; that on the whole report is `whole`."""
        rank = {key: number for number, key in enumerate(self._places)}
        rows = [row for row in self._drafts.values() if row.place.key]
        return sorted(rows, key=lambda row: rank.get(row.place.key, len(rank)))

    @property
    def unsent(self) -> list[Typed]:
        """Drafts that no decision sent: the report was decided by another, or withdrawn."""
        return [] if self.may_decide else [row for row in self._drafts.values() if row.text]

    @property
    def blank(self) -> Typed:
        """The form of one more comment, for the script that puts it beside a part."""
        return self._blank("")

    @cached_property
    def told(self) -> list[Told]:
        """What was said about this version and the earlier ones, with the answers."""
        return told(self.report, to_staff=self.reader.is_staff)

    def save_typed(self, posted) -> tuple[Typed, int]:
        """Save a draft as it was posted (`key`, `body`, `revision`); return its form and the answer's status.

        Raises Http404 for a part that the report does not have.
        """
        key, revisions = posted.get("key", ""), posted.getlist("revision") or ["0"]
        if key not in self._places or not revisions[-1].isdecimal():
            raise Http404
        body, revision = posted.get("body", posted.get("comment", "")), int(revisions[-1])
        shown = replace(self._drafts.get(key) or self._blank(key), revision=revision)

        def save():
            row = save_remark(report=self.report, key=key, text=body, revision=revision, by=self.reader)
            return (row.text, row.revision) if row else ("", 0)

        now, status = saved(shown, body, save, lambda row: row.text)
        self._drafts[key] = now
        if not key:
            self.whole = now
        return now, status

    def _blank(self, key):
        name = f"markus-{key.replace(':', '-')}" if key else "markus"
        return Typed(name=name, place=place_of(key, self._places), url=self.remark_url)
