"""Who opens the addresses of costs (tests/access_table.py)."""

from django.core.files.base import ContentFile

from reports.models import CostDocument
from tests.access import MARI, page
from tests.reports.factories import ActivityFactory, CommitmentFactory, CostFactory


def an_activity(cast):
    return ActivityFactory(contract=cast["contract"])


def a_cost(cast):
    return {"pk": CostFactory(activity=an_activity(cast)).pk}


def a_commitment(cast):
    return {"pk": CommitmentFactory(activity=an_activity(cast)).pk}


def a_document(cast):
    row = CostDocument(cost_id=a_cost(cast)["pk"], file_name="arve.pdf")
    row.file.save("arve.pdf", ContentFile(b"%PDF-1.7"))
    return {"pk": row.pk}


ACCESS = {
    "reports:costs": page(MARI),
    "reports:cost": page(MARI, at=a_cost),
    "reports:cost_add": page(MARI),
    "reports:cost_remove": page(MARI, at=a_cost, method="post"),
    "reports:cost_document_add": page(MARI, at=a_cost, method="post"),
    "reports:cost_document": page(MARI, at=a_document),
    "reports:cost_document_remove": page(MARI, at=a_document, method="post"),
    "reports:costs_overview": page(MARI),
    "reports:commitments": page(MARI),
    "reports:commitment": page(MARI, at=a_commitment),
    "reports:commitment_add": page(MARI),
    "reports:commitment_close": page(MARI, at=a_commitment, method="post"),
    "reports:cost_import": page(MARI),
    "reports:cost_import_preview": page(MARI, at=lambda _cast: {"token": "puudub"}),
}
