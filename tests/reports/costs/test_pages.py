"""The pages of costs: commitments, the overview, documents, and what the dashboard says of the budget."""

import io
from decimal import Decimal

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.enums import Funding
from reports.models import Activity, Commitment, Cost, CostDocument
from tests.reports.factories import CommitmentFactory, CostFactory

PDF = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
OVERVIEW = "/plaan/kulud/kokkuvote/?leping=silab-2021&aasta=2022"


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def activity(real_plan):
    return Activity.objects.get(contract=real_plan, year=2022, number=1)


@pytest.fixture
def order(activity):
    """What a person types for a commitment."""
    return {
        "activity": activity.pk,
        "on": "14.02.2022",
        "supplier": "Õpiruum OÜ",
        "reference": "LEP-22/02",
        "amount": "1 200,00",
        "note": "Saalid",
    }


def test_a_commitment_is_added_changed_closed_and_opened(as_staff, order):
    assert as_staff.post("/plaan/kulud/kohustused/uus/?leping=silab-2021", order).status_code == 302
    row = Commitment.objects.get()
    assert (row.amount, str(row.created_by)) == (1200, "Mari")
    page = f"/plaan/kulud/kohustused/{row.pk}/"
    as_staff.post(page, order | {"amount": "1300"})
    refused = as_staff.post(f"{page}sulge/", {"closed_on": "13.02.2022"})
    assert refused.status_code == 422
    assert list(refused.context["closing"].errors) == ["closed_on"]
    as_staff.post(f"{page}sulge/", {"closed_on": "31.12.2022"})
    row.refresh_from_db()
    assert (row.amount, row.closed_on.year) == (1300, 2022)
    as_staff.post(f"{page}sulge/", {"open": "1"})
    row.refresh_from_db()
    assert row.closed_on is None


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"amount": "0"}, "amount"), ({"amount": "-5"}, "amount"), ({"amount": "1e30"}, "amount"),
     ({"on": "01.03.2031"}, "on"), ({"on": "01.03.2023"}, "on"), ({"supplier": ""}, "supplier")],
)  # fmt: skip
def test_a_wrong_commitment_is_refused_at_its_field(as_staff, order, changed, field):
    answer = as_staff.post("/plaan/kulud/kohustused/uus/?leping=silab-2021", order | changed)
    errors = answer.context["form"].errors
    assert [field] == list(errors) or (field == "amount" and errors)
    assert not Commitment.objects.exists()


def test_another_year_than_the_activitys_is_asked_about_once(as_staff, order):
    url = "/plaan/kulud/kohustused/uus/?leping=silab-2021"
    asked = as_staff.post(url, order | {"on": "09.01.2023"}).content.decode()
    assert 'name="year_is_meant"' in asked
    assert as_staff.post(url, order | {"on": "09.01.2023", "year_is_meant": "on"}).status_code == 302
    row = Commitment.objects.get()
    answer = as_staff.post(f"/plaan/kulud/kohustused/{row.pk}/", order | {"on": "09.01.2023", "note": "Muu"})
    assert answer.status_code == 302


def test_a_cost_is_paid_on_a_commitment_of_its_own_activity(as_staff, activity):
    other = CommitmentFactory(activity=Activity.objects.get(contract=activity.contract, year=2022, number=2))
    mine = CommitmentFactory(activity=activity)
    typed = {
        "activity": activity.pk,
        "on": "01.03.2022",
        "document_number": "A-1",
        "supplier": "Õpiruum OÜ",
        "amount": "500",
        "vat": "0",
        "funding": Funding.CO_FUNDING,
    }
    url = "/plaan/kulud/uus/?leping=silab-2021"
    assert list(as_staff.post(url, typed | {"commitment": other.pk}).context["form"].errors) == ["commitment"]
    as_staff.post(url, typed | {"commitment": mine.pk})
    cost = Cost.objects.get()
    assert (cost.commitment, cost.funding) == (mine, Funding.CO_FUNDING)


def test_over_budget_is_said_and_not_forbidden(as_staff, activity):
    CostFactory(activity=activity, amount=Decimal(5900))
    typed = {
        "activity": activity.pk,
        "on": "01.03.2022",
        "document_number": "A-1",
        "supplier": "X",
        "amount": "200",
        "vat": "0",
    }
    answer = as_staff.post("/plaan/kulud/uus/?leping=silab-2021", typed, follow=True)
    assert "100,00\xa0€" in " ".join(str(message) for message in answer.context["messages"])
    page = as_staff.get("/toolaud/?leping=silab-2021&aasta=2022")
    assert [row.activity for row in page.context["over"]] == [activity]
    assert "100,00\xa0€" in page.content.decode()


def test_documents_are_attached_downloaded_privately_and_removed(as_staff, activity):
    cost = CostFactory(activity=activity)
    page = f"/plaan/kulud/{cost.pk}/"
    for name, content in (("arve.pdf", b"MZ\x90\x00"), ("tyhi.pdf", b"")):
        refused = as_staff.post(f"{page}dokument/", {"file": SimpleUploadedFile(name, content)})
        assert refused.status_code == 422
    as_staff.post(f"{page}dokument/", {"file": SimpleUploadedFile("Arve õ 1.pdf", PDF)})
    row = CostDocument.objects.get()
    assert row.file_name in as_staff.get(page).content.decode()
    answer = as_staff.get(f"/plaan/kulud/dokumendid/{row.pk}/")
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Cache-Control"] == "private, no-store"
    as_staff.post(f"/plaan/kulud/dokumendid/{row.pk}/eemalda/")
    assert not CostDocument.objects.exists()


def test_strangers_find_no_document(as_funder, activity):
    row = CostDocument(cost=CostFactory(activity=activity), file_name="a.pdf")
    row.file.save("a.pdf", SimpleUploadedFile("a.pdf", PDF))
    assert as_funder.get(f"/plaan/kulud/dokumendid/{row.pk}/").status_code == 404


def test_the_overview_adds_up_and_exports(as_staff, activity):
    CostFactory(activity=activity, amount=Decimal("120.50"))
    CommitmentFactory(activity=activity, amount=Decimal(300))
    page = as_staff.get(OVERVIEW)
    total = page.context["total"]
    assert (total.spent, total.committed) == (Decimal("120.50"), 300)
    answer = as_staff.get(f"{OVERVIEW}&export=xlsx")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    rows = list(book.active.iter_rows(values_only=True))
    assert len(rows) == 1 + Activity.objects.count()
    line = next(row for row in rows if row[:2] == (2022, 1))
    assert (line[4], line[5]) == (120.5, 300)


@pytest.mark.parametrize(
    "url", [OVERVIEW, "/plaan/kulud/kohustused/?leping=silab-2021", "/plaan/kulud/?leping=silab-2021"]
)
def test_one_row_costs_as_many_queries_as_three(as_staff, activity, url):
    def count():
        with CaptureQueriesContext(connection) as queries:
            assert as_staff.get(url).status_code == 200
        return len(queries)

    CostFactory(activity=activity, commitment=CommitmentFactory(activity=activity))
    as_staff.get(url)
    one = count()
    for _ in range(2):
        CostFactory(activity=activity, commitment=CommitmentFactory(activity=activity))
    assert count() <= 8
    assert count() == one


@pytest.mark.parametrize("url", ["/plaan/kulud/", "/plaan/kulud/kohustused/", "/plaan/kulud/kokkuvote/"])
def test_without_a_contract_the_pages_say_so(as_staff, url):
    assert as_staff.get(url).status_code == 200


def test_a_cost_recorded_by_mistake_is_removed_with_its_documents_and_leaves_its_history(as_staff, activity):
    cost = CostFactory(activity=activity, amount=50)
    file = SimpleUploadedFile("arve.pdf", PDF)
    as_staff.post(f"/plaan/kulud/{cost.pk}/dokument/", {"file": file})
    assert CostDocument.objects.count() == 1
    assert as_staff.post(f"/plaan/kulud/{cost.pk}/eemalda/").status_code == 302
    assert not Cost.objects.filter(pk=cost.pk).exists()
    assert not CostDocument.objects.exists()
    last = Cost.history.filter(id=cost.pk).latest()
    assert (last.history_type, str(last.history_user)) == ("-", "Mari")
    assert as_staff.post(f"/plaan/kulud/{cost.pk}/eemalda/").status_code == 404
