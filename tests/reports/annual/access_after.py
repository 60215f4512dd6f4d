"""Who opens the addresses of what happens to a report after it was sent (tests/access_table.py)."""

from django.core.files.base import ContentFile
from django.utils import timezone

from reports.enums import ReportState
from reports.models import AnnualReport, Comment
from reports.snapshot import take_snapshot
from tests.access import ANYBODY, MARI, RIINA, Page, page


def an_accepted_report(cast, state=ReportState.ACCEPTED, **more):
    """A report of 2021 that the funder accepted, with both its PDFs."""
    version = 1 + AnnualReport.objects.count()
    report = AnnualReport(contract=cast["contract"], year=2021, version=version, state=state)
    report.snapshot = take_snapshot(contract=cast["contract"], year=2021, by=cast["mari"])
    report.submitted_at, report.submitted_by = timezone.now(), cast["mari"]
    report.decided_at, report.decided_by = timezone.now(), cast["riina"]
    for name, value in more.items():
        setattr(report, name, value)
    report.stamped_pdf.save("tempel.pdf", ContentFile(b"%PDF-1.7"), save=False)
    report.pdf.save("proov.pdf", ContentFile(b"%PDF-1.7"))
    return report


def accepted(cast):
    return {"pk": an_accepted_report(cast).pk}


def submitted(cast):
    return {"pk": an_accepted_report(cast, state=ReportState.SUBMITTED).pk}


def a_comment(cast):
    before = an_accepted_report(cast, state=ReportState.RETURNED)
    draft = AnnualReport.objects.create(contract=cast["contract"], year=2021, version=before.version + 1)
    comment = Comment.objects.create(report=before, text="Täpsustage.", created_by=cast["riina"])
    return {"pk": draft.pk, "comment": comment.pk}


def published(cast):
    report = an_accepted_report(cast, published_at=timezone.now(), published_by=cast["mari"])
    return {"slug": report.contract.slug, "year": report.year, "version": report.version}


ACCESS: dict[str, Page] = {
    "reports:report_answer": page(
        MARI, at=a_comment, method="post", data={"body": "Täpsustasime.", "revision": "0"}
    ),
    "reports:report_stamped": page(MARI, RIINA, at=accepted),
    "reports:report_make_stamped": page(MARI, RIINA, at=accepted, method="post"),
    "reports:report_publish": page(MARI, at=accepted),
    "reports:report_unpublish": page(MARI, at=accepted),
    "reports:report_withdraw": page(MARI, at=accepted),
    "reports:funder_remark": page(
        RIINA, at=submitted, method="post", data={"key": "summary", "body": "Pikemalt.", "revision": "0"}
    ),
    "reports:published": page(*ANYBODY),
    "reports:published_report": page(*ANYBODY, at=published),
    "reports:published_pdf": page(*ANYBODY, at=published),
}
