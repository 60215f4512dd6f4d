"""What a funder remarks on a report while reading it: drafts of its writer's own, sent together by the decision."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from reports.annual.errors import EditConflict
from reports.annual.locking import locked_waiting
from reports.annual.outline import figures_of
from reports.annual.places import Place, places
from reports.annual.texts import cleaned
from reports.enums import SENT
from reports.models import AnnualReport, Comment


@dataclass(frozen=True)
class Told:
    """A comment that was sent, with its answer where its reader may see one."""

    comment: Comment
    place: Place
    answer: str

    @property
    def version(self) -> str:
        """The version of the report that it speaks of; a plain string, for the page."""
        return str(self.comment.report.version)


@transaction.atomic
def save_remark(*, report: AnnualReport, key: str, text: str, revision: int, by) -> Comment | None:
    """Keep a draft of a comment on one part and return it; an empty one is taken away.

    `revision` is the one that the writer began from (0 for none). Raises EditConflict when another tab of the
    same person saved meanwhile, ValidationError for a part that the report does not have or more than 200 000
    characters, ReportClosed unless the report waits for the funder's decision.
    """
    report = locked_waiting(report)
    if key not in places(figures_of(report)):
        raise ValidationError(_("The report has no such part."))
    return keep(report, key, text, revision, by)


def keep(report: AnnualReport, key: str, text: str, revision: int | None, by) -> Comment | None:
    """Keep a draft of a report that is held, as `save_remark`; None for a `revision` overwrites."""
    text = cleaned(text)
    row = report.comments.drafts_of(by).filter(key=key).first() or Comment(
        report=report, key=key, created_by=by, is_draft=True
    )
    if revision is not None and row.pk and row.revision != revision and row.text != text:
        raise EditConflict(row)
    if not text.strip():
        if row.pk:
            row.delete()
        return None
    if row.text != text:
        row.text = text
        row.revision += 1
        row.save()
    return row


def send(report: AnnualReport, by) -> list[Comment]:
    """Send the drafts of whoever decides; nobody else's. Return what was sent."""
    drafts = list(report.comments.drafts_of(by).order_by("pk"))
    for row in drafts:
        row.is_draft = False
        row.save()
    return drafts


def told(report: AnnualReport, *, to_staff: bool) -> list[Told]:
    """Return the comments on this version, then those on earlier ones, each in the document's order.

    A funder sees an answer once the version that it was written for has been sent; staff at once.
    """
    versions = AnnualReport.objects.filter(contract=report.contract_id, year=report.year)
    sent = versions.filter(state__in=SENT).aggregate(last=Max("submitted_at"))["last"]
    rows = Comment.objects.sent().filter(report__in=versions.filter(version__lte=report.version))
    rows = rows.select_related("report", "created_by", "answered_by").order_by("-report__version", "pk")
    known = places(figures_of(report))
    order = list(known)
    found = [
        Told(row, place_of(row.key, known), row.answer if to_staff or _is_sent(row, sent) else "")
        for row in rows
    ]
    return sorted(found, key=lambda one: (-one.comment.report.version, _rank(one.place.key, order)))


def place_of(key: str, known: dict[str, Place]) -> Place:
    """Return the place of a part; one that the report no longer has stands for itself, without an anchor."""
    return known.get(key) or Place(key, str(_("A part that the report no longer has")), "")


def _is_sent(comment, sent):
    return bool(sent and comment.answered_at and comment.answered_at <= sent)


def _rank(key, order):
    return order.index(key) if key in order else len(order)
