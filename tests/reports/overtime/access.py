"""Who opens the addresses of indicators over time (tests/access_table.py)."""

from django.core.files.base import ContentFile
from django.utils import timezone

from reports.enums import ReportState
from reports.models import AnnualReport
from reports.snapshot import take_snapshot
from tests.access import MARI, RIINA, Page, page
from tests.reports.factories import ActivityFactory, TargetFactory

MEASURE = "trainings.participants"


def a_measure(_cast):
    return {"code": MEASURE}


def a_sent_report(cast):
    version = 1 + AnnualReport.objects.count()
    report = AnnualReport(contract=cast["contract"], year=2021, version=version, state=ReportState.SUBMITTED)
    report.snapshot = take_snapshot(contract=cast["contract"], year=2021, by=cast["mari"])
    report.submitted_at, report.submitted_by = timezone.now(), cast["mari"]
    report.pdf.save("proov.pdf", ContentFile(b"%PDF-1.7"))
    return {"pk": report.pk}


def a_figure(cast):
    activity = ActivityFactory(contract=cast["contract"], year=2021)
    TargetFactory(activity=activity, measure=MEASURE)
    return {**a_sent_report(cast), "figure": f"{MEASURE}:2021-05-01:2021-12-31"}


ACCESS: dict[str, Page] = {
    "reports:indicators": page(MARI, RIINA),
    "reports:indicator": page(MARI, RIINA, at=a_measure),
    "reports:indicator_breakdown": page(MARI, RIINA, at=a_measure),
    "reports:forecast": page(MARI, RIINA),
    "reports:report_changed": page(MARI, RIINA, at=a_sent_report),
    "reports:report_moved": page(MARI, RIINA, at=a_figure),
}
