"""Who opens the addresses of programme reports (tests/access_table.py)."""

from django.core.files.base import ContentFile
from django.utils import timezone

from reports.enums import ReportState
from reports.models import ProgrammeMaterial, ProgrammeReport, ProgrammeTarget
from reports.programme.snapshot import take_snapshot
from tests.access import MARI, RIINA, Page, page
from tests.trainings.factories import TrainingFactory
from trainings.enums import TrainingKind


def a_programme(cast):
    return TrainingFactory(kind=TrainingKind.PROGRAMME, contract=cast["contract"])


def its_page(cast):
    return {"slug": a_programme(cast).slug}


def a_promise(cast):
    values = {"measure": "trainings.teams_accepted", "label": "Meeskonnad", "planned": 10}
    return {"pk": ProgrammeTarget.objects.create(training=a_programme(cast), **values).pk}


def a_draft(cast):
    return {"pk": ProgrammeReport.objects.create(training=a_programme(cast)).pk}


def a_finished_report(cast):
    report = ProgrammeReport(training=a_programme(cast), state=ReportState.SUBMITTED)
    report.snapshot = take_snapshot(report=report, by=cast["mari"])
    report.submitted_at, report.submitted_by = timezone.now(), cast["mari"]
    report.pdf.save("proov.pdf", ContentFile(b"%PDF-1.7"))
    return {"pk": report.pk}


def its_data(cast):
    return {**a_finished_report(cast), "kind": "csv"}


def its_material(cast):
    row = ProgrammeMaterial(report_id=a_finished_report(cast)["pk"], title="Lisa")
    row.file.save("lisa.pdf", ContentFile(b"%PDF-1.7"))
    return {"pk": row.pk}


def a_drafts_material(cast):
    values = {"title": "Lisa", "url": "https://e.example"}
    return {"pk": ProgrammeMaterial.objects.create(report_id=a_draft(cast)["pk"], **values).pk}


ACCESS: dict[str, Page] = {
    "reports:programme_report": page(MARI, at=its_page),
    "reports:programme_open": page(MARI, at=its_page, method="post"),
    "reports:programme_promise": page(MARI, at=its_page, method="post"),
    "reports:programme_take_back": page(MARI, at=a_promise, method="post"),
    "reports:programme_preview": page(MARI, at=a_draft),
    "reports:programme_text": page(MARI, at=a_draft, method="post", data={"key": "advice", "revision": "0"}),
    "reports:programme_figures": page(MARI, at=a_draft, method="post"),
    "reports:programme_make_pdf": page(MARI, at=a_draft, method="post"),
    "reports:programme_cover": page(MARI, at=a_draft, method="post"),
    "reports:programme_submit": page(MARI, at=a_draft, method="post"),
    "reports:programme_attach": page(MARI, at=a_draft, method="post"),
    "reports:programme_detach": page(MARI, at=a_drafts_material, method="post"),
    "reports:programme_pdf": page(MARI, RIINA, at=a_finished_report),
    "reports:programme_data": page(MARI, RIINA, at=its_data),
    "reports:programme_material": page(MARI, RIINA, at=its_material),
    "reports:funder_programme": page(MARI, RIINA, at=a_finished_report),
}
