"""Who opens the addresses beside the writing of annual reports (tests/access_table.py)."""

from django.utils import timezone

from reports.models import AnnualReport, StaffNote
from tests.access import MARI, page


def a_draft(cast):
    number = AnnualReport.objects.count()
    report = AnnualReport.objects.create(
        contract=cast["contract"], year=2021 + number % 4, version=1 + number
    )
    return {"pk": report.pk}


def a_note(cast):
    at = timezone.now()
    return {
        "pk": StaffNote.objects.create(report_id=a_draft(cast)["pk"], text="Kontrolli.", written_at=at).pk
    }


SUMMARY = {"key": "summary", "began": "e3b0c44298fc1c14"}

ACCESS = {
    "reports:dues": page(MARI),
    "reports:report_outline": page(MARI, at=a_draft),
    "reports:report_last_year": page(MARI, at=a_draft),
    "reports:report_english": page(MARI, at=a_draft, method="post", data=SUMMARY),
    "reports:report_drafts": page(MARI, at=a_draft, method="post"),
    "reports:report_note": page(MARI, at=a_draft, method="post", data={"key": "summary", "text": "Tere"}),
    "reports:report_note_settle": page(MARI, at=a_note, method="post"),
    "reports:report_note_reopen": page(MARI, at=a_note, method="post"),
}
