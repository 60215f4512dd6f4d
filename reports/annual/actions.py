"""The way of an annual report: draft → figures taken → submitted → accepted, or returned → the next draft
(domain.md §11)."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.annual import notes, notices, remarks
from reports.annual.adopting import adopt
from reports.annual.changes import Move
from reports.annual.copying import copy_contents
from reports.annual.errors import NotReady, ReportClosed
from reports.annual.fingerprint import fingerprint
from reports.annual.locking import locked_open, locked_waiting, why_closed
from reports.annual.missing import missing
from reports.annual.prefill import prefill
from reports.annual.stamping import may_be_stamped, request_stamped
from reports.enums import OVER
from reports.models import AnnualReport
from reports.snapshot import take_snapshot
from silab.jobs.actions import enqueue
from silab.jobs.models import Job


def open_report(*, contract, year: int, by) -> AnnualReport:
    """Return the report of the year that can be written: the open one, the first, or the version after a
    returned or withdrawn one with its texts and files.

    Raises ReportClosed when the last version waits for its decision or is accepted, ValidationError for a
    year outside the contract. Two clicks open one draft.
    """
    if year not in contract.years:
        raise ValidationError(_("The contract does not cover the year %(year)s.") % {"year": year})
    try:
        with transaction.atomic():
            return _open(contract, year, by)
    except IntegrityError:
        return _last(contract, year)


def take_figures(*, report: AnnualReport, by) -> list[Move]:
    """Freeze the figures as they are now and return what moved since they were last taken.

    Raises ReportClosed once the report is submitted. For the command; pages ask `request_figures`.
    """
    if not report.is_open:
        raise ReportClosed(why_closed(report))
    return adopt(report, take_snapshot(contract=report.contract, year=report.year, by=by))


def request_figures(*, report: AnnualReport, by) -> Job:
    """Ask for the figures to be taken; two clicks, or two people, get the same job.

    Raises ReportClosed once the report is submitted.
    """
    with transaction.atomic():
        report = locked_open(report)
        return enqueue("reports.annual_figures", key=str(report.pk), payload={"report": report.pk}, by=by)


def request_pdf(*, report: AnnualReport, by) -> Job:
    """Ask for the report's PDF; two clicks, or two people, get the same job.

    Raises NotReady before the figures are taken, ReportClosed once the report is submitted.
    """
    with transaction.atomic():
        report = locked_open(report)
        if report.snapshot is None:
            raise NotReady(_("Take the figures first: the PDF is made of them."), missing(report))
        made_of = fingerprint(report)
        return enqueue(
            "reports.annual_pdf",
            key=f"{report.pk}:{made_of}",
            payload={"report": report.pk, "made_of": made_of},
            by=by,
        )


@transaction.atomic
def submit(*, report: AnnualReport, by) -> AnnualReport:
    """Send the report to the funder, who is told by mail.

    Raises NotReady with what is missing: figures, an up-to-date PDF, a reason for each missed target.
    """
    report = locked_open(report)
    lacks = missing(report)
    if lacks:
        raise NotReady(_("The report cannot be submitted yet."), lacks)
    report.submit(by=by, at=timezone.now())
    report.save()
    notices.tell_funder(report)
    return report


@transaction.atomic
def accept(
    *, report: AnnualReport, by, comment: str | None = None, revision: int | None = None
) -> AnnualReport:
    """The funder accepts a submitted report: drafts of comments are sent with it, staff are told by mail, the PDF
    with the stamp is asked for.

    `comment` is the one on the whole report as typed, None leaves its draft as it is; `revision` as in
    `remarks.save_remark`. Raises ReportClosed in any other state, ValidationError for too long a comment.
    """
    report = locked_waiting(report)
    _with_comments(report, comment, revision, by)
    report.accept(by=by, at=timezone.now())
    report.save()
    notices.tell_staff(report)
    if may_be_stamped(report):
        request_stamped(report=report, by=by)
    return report


@transaction.atomic
def return_with_comments(
    *, report: AnnualReport, by, comment: str | None = None, revision: int | None = None
) -> AnnualReport:
    """The funder returns a submitted report with comments, as `accept`; staff find its next version as a draft.

    Raises ValidationError without any comment, ReportClosed in any other state.
    """
    report = locked_waiting(report)
    if not _with_comments(report, comment, revision, by):
        raise ValidationError(_("Say what has to be changed: the report is returned with your comments."))
    report.send_back(by=by, at=timezone.now())
    report.save()
    notices.tell_staff(report, to_write=_open(report.contract, report.year, by))
    return report


def _open(contract, year, by):
    last = _last(contract, year)
    if last is not None and last.is_open:
        return last
    if last is not None and last.state not in OVER:
        raise ReportClosed(why_closed(last))
    version = last.version + 1 if last else 1
    report = AnnualReport.objects.create(contract=contract, year=year, version=version, created_by=by)
    if last is None:
        prefill(report, by=by)
    else:
        copy_contents(last, report)
        notes.take_along(last, report)
    return report


def _last(contract, year):
    return AnnualReport.objects.filter(contract=contract, year=year).order_by("-version").first()


def _with_comments(report, comment, revision, by):
    """Send the decider's comments and return them."""
    if comment is not None:
        remarks.keep(report, "", comment, revision, by)
    return remarks.send(report, by)
