"""What staff answer to the funder's comments, on the page of the version that comes after (domain.md §11)."""

from dataclasses import replace
from functools import cached_property

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Q
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.annual.errors import EditConflict
from reports.annual.locking import locked_open
from reports.annual.outline import figures_of
from reports.annual.places import places
from reports.annual.remarks import place_of
from reports.annual.texts import cleaned
from reports.annual.typed import Typed, saved
from reports.models import AnnualReport, Comment


def to_answer(report: AnnualReport):
    """Return the comments that an open version answers: those on the last version, and older ones that nobody
    has answered. What was answered by a version that was sent stays as it was sent."""
    earlier = AnnualReport.objects.filter(
        contract=report.contract_id, year=report.year, version__lt=report.version
    )
    last = earlier.aggregate(last=Max("version"))["last"] or 0
    rows = Comment.objects.sent().filter(report__in=earlier)
    return rows.filter(Q(report__version=last) | Q(answered_at=None)).order_by("report__version", "pk")


@transaction.atomic
def save_answer(*, report: AnnualReport, comment: Comment, text: str, revision: int, by) -> Comment:
    """Keep the answer that an open version gives to a comment and return the comment; an empty one is none.

    Raises EditConflict when somebody else answered meanwhile, ReportClosed once the version is submitted,
    ValidationError for more than 200 000 characters or a comment that this version does not answer.
    """
    text = cleaned(text)
    report = locked_open(report)
    row = to_answer(report).filter(pk=comment.pk).first()
    if row is None:
        raise ValidationError(_("This comment is not answered by this version."))
    text = text if text.strip() else ""
    if row.revision != revision and row.answer != text:
        raise EditConflict(row)
    if row.answer != text:
        row.answer, row.revision = text, row.revision + 1
        row.answered_at, row.answered_by = (timezone.now(), by) if text else (None, None)
        row.save()
    return row


class Answers:
    """The comments beside the parts of a writing page, each with the field of its answer."""

    def __init__(self, report: AnnualReport):
        self.report = report
        known = places(figures_of(report))
        self._rows = [self._typed(row, known) for row in to_answer(report).select_related("created_by")]

    def beside(self, key: str) -> list[Typed]:
        """Return those on one part."""
        return [row for row in self._rows if row.place.key == key]

    def elsewhere(self, shown: set[str]) -> list[Typed]:
        """Return those on the whole report, and on parts that the page does not show."""
        return [row for row in self._rows if row.place.key not in shown]

    @cached_property
    def missing(self) -> list[Typed]:
        """Those that wait for an answer: the funder is told, submitting is not refused."""
        return [row for row in self._rows if not row.text.strip()]

    def save_typed(self, pk: int, posted, *, by) -> tuple[Typed, int]:
        """Save an answer as it was posted (`body`, `revision`); return its form and the answer's status.

        Nothing typed is lost: see `reports.annual.typed.saved`. Raises Http404 for a comment of another report.
        """
        shown = next((row for row in self._rows if row.name == f"answer-{pk}"), None)
        revisions = posted.getlist("revision")
        if shown is None or not revisions or not revisions[-1].isdecimal():
            raise Http404
        body, revision, comment = posted.get("body", ""), int(revisions[-1]), Comment(pk=pk)

        def save():
            row = save_answer(report=self.report, comment=comment, text=body, revision=revision, by=by)
            return row.answer, row.revision

        now, status = saved(replace(shown, revision=revision), body, save, lambda row: row.answer)
        self._rows = [now if row is shown else row for row in self._rows]
        return now, status

    def _typed(self, row, known):
        return Typed(
            name=f"answer-{row.pk}",
            place=place_of(row.key, known),
            text=row.answer,
            revision=row.revision,
            saved_at=row.answered_at,
            said=row.text,
            url=reverse("reports:report_answer", args=[self.report.pk, row.pk]),
        )
