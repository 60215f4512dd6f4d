"""The stamp of acceptance: the document once more, from the same figures and texts, with who accepted it and when on
its cover. The submitted PDF stays as it is; the stamped one names its SHA-256 (domain.md §11)."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from django.utils.translation import override

from reports.annual.errors import ReportClosed
from reports.annual.locking import locked, why_closed
from reports.annual.pdf import render_report
from reports.enums import ReportState
from reports.models import AnnualReport
from silab.common.templatetags.formats import day
from silab.jobs.actions import enqueue
from silab.jobs.enums import UNFINISHED
from silab.jobs.models import Job
from silab.jobs.registry import JobError, handler
from silab.pdf import PdfUnavailable

KIND = "reports.annual_stamp"


@dataclass(frozen=True)
class Stamp:
    """What is printed on the cover of an accepted report."""

    words: str
    sha256: str
    at: datetime | None


def stamp_of(report: AnnualReport) -> Stamp:
    """Return the stamp of an accepted report; whoever has been erased since is not named."""
    who = report.decided_by.get_full_name() if report.decided_by else ""
    said = [day(report.decided_at), who, report.contract.funder_name]
    words = _("Accepted %(facts)s") % {"facts": ", ".join(part for part in said if part)}
    return Stamp(words, report.pdf_sha256, report.decided_at)


def may_be_stamped(report: AnnualReport) -> bool:
    """Whether the report is accepted and still stands: nothing else ever gets a stamp."""
    return report.state == ReportState.ACCEPTED and report.snapshot_id is not None


def is_stamped(report: AnnualReport) -> bool:
    """Whether its stamped PDF can be downloaded."""
    return may_be_stamped(report) and bool(report.stamped_pdf)


def request_stamped(*, report: AnnualReport, by) -> Job:
    """Ask for the PDF with the stamp; two clicks of one reader get the same job.

    Raises ReportClosed unless the report is accepted.
    """
    if not may_be_stamped(report):
        raise ReportClosed(_("Only a report that the funder has accepted bears its stamp."))
    return enqueue(KIND, key=f"{report.pk}:{by.pk}", payload={"report": report.pk}, by=by)


def job_of(report: AnnualReport, reader) -> Job | None:
    """Return the unfinished job that makes it, if the reader may see it."""
    asked = Job.objects.for_user(reader).filter(kind=KIND, key__startswith=f"{report.pk}:")
    return asked.filter(state__in=UNFINISHED).first()


@handler(KIND)
def annual_stamp(run, *, report: int):
    """Make the PDF with the stamp; it is stored in the transaction that ends the job."""
    found = AnnualReport.objects.select_related(*AnnualReport.reads, "decided_by").get(pk=report)
    if not may_be_stamped(found):
        raise JobError(why_closed(found))
    if found.stamped_pdf:
        return lambda: _told(found)
    try:
        with override("et"):
            made = render_report(found, progress=run.progress, stamp=stamp_of(found))
    except PdfUnavailable as error:
        raise JobError(str(error)) from error
    return lambda: _kept(found, made)


def _kept(report, made):
    """Keep the file unless the report was withdrawn meanwhile."""
    report = locked(report)
    if not may_be_stamped(report):
        raise JobError(why_closed(report))
    if report.stamped_pdf:
        return _told(report)
    sha256 = hashlib.sha256(made).hexdigest()
    report.stamped_pdf.save(f"{stamped_name(report)}-{sha256[:12]}.pdf", ContentFile(made), save=False)
    report.stamped_sha256 = sha256
    report.save()
    return _told(report)


def stamped_name(report: AnnualReport) -> str:
    """Return the name under which it is downloaded, without an ending."""
    return f"{report.file_name}-aktsepteeritud"


def _told(report):
    return {"url": report.urls["stamped"], "text": _("Download the PDF with the stamp")}
