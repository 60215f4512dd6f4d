"""The same numbers in every file of a report; files that are safe to open (issue: plan, money and reports in full)."""

import json
import re
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import docx
import openpyxl
import page
import pytest
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.urls import reverse
from pypdf import PdfReader

from reports.annual import actions, headings
from reports.annual.document import Document
from reports.annual.pdf import render_report
from reports.annual.texts import save_text
from reports.annual.withdrawing import withdraw
from reports.api.tokens import make_token
from reports.models import AnnualReport, FormSection, PeriodTarget, ReportText
from reports.print.docx import report_docx
from reports.print.editions import EDITIONS
from reports.print.xlsx import figures_xlsx, plan_xlsx
from silab.common.templatetags.formats import euro, figure
from silab.jobs.models import Job
from silab.jobs.running import run
from tests.reports.factories import CostFactory

#: Sections of a form of the contract's own, in another order than form A's and without some of it.
OWN_FORM = (
    ("plan", "Mis tehti"),
    ("indicators", "Kuhu jõuti"),
    ("deviations", "Mis jäi"),
    ("evidence", "Alus"),
)


def follow_own_form(report):
    for order, (kind, heading) in enumerate(OWN_FORM, start=1):
        FormSection.objects.create(
            contract=report.contract, order=order, kind=kind, key=f"oma-{kind}", heading=heading
        )


@pytest.fixture
def sent(contract, report, make_ready, mari):
    """A report that was sent, with numbers that no other number on its pages is."""
    for _number in range(35):
        CostFactory(activity=contract.activities.get(), amount="12.34")
    PeriodTarget.objects.create(
        contract=contract,
        measure="test.count",
        amount=4711,
        unit="item",
        from_year=2021,
        to_year=2024,
        label="Kulusid",
    )
    return actions.submit(report=make_ready(report), by=mari)


def numbers(figures):
    """Every number that a report prints, as its readers see it."""
    for goal in figures["goals"]:
        yield from (figure(row["value"]) for row in goal["indicators"] if not row["begins"])
    for row in figures["activities"]:
        yield from (euro(row["budget"]), euro(row["spent"]))
        yield from (figure(target[key]) for target in row["targets"] for key in ("planned", "done"))
    for row in figures["period_targets"]:
        yield from (figure(row["planned"]), figure(row["done"]))
    yield from (euro(figures["totals"][key]) for key in ("computed", "spent"))


def words_of_docx(file):
    made = docx.Document(BytesIO(file))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return " ".join([*(each.text for each in made.paragraphs), *cells])


def said(text):
    return re.sub(r"\s+", " ", text.replace("\xa0", " "))


@pytest.fixture(params=["submitted", "own form, accepted", "own form, withdrawn"])
def standing(request, report, mari, riina):
    """Return a function that brings a report to its state, with form A or the contract's own."""
    if "own form" in request.param:
        follow_own_form(report)

    def brought(sent):
        if "accepted" in request.param:
            actions.accept(report=sent, by=riina)
        if "withdrawn" in request.param:
            withdraw(report=sent, by=mari, reason="Arvud vajavad täpsustamist.")
        return AnnualReport.objects.get(pk=sent.pk)

    return brought


def test_each_number_is_the_same_wherever_it_stands(standing, sent, client, riina):
    sent = standing(sent)
    frozen = sent.snapshot.figures
    wanted = {said(number) for number in numbers(frozen)}
    assert {"37", "4 711", "581,90 €"} <= wanted
    client.force_login(riina)
    page_shown = client.get(reverse("reports:funder_report", args=[sent.pk])).text
    printed = PdfReader(BytesIO(render_report(sent)))
    whole = {
        "page": said(re.sub(r"<[^>]+>", " ", page_shown)),
        "pdf": said(" ".join(leaf.extract_text() for leaf in printed.pages)),
        "docx": said(words_of_docx(report_docx(sent))),
    }
    for heading in FormSection.objects.values_list("heading", flat=True):
        assert [name for name, words in whole.items() if heading not in words] == [], heading
    rows = [*frozen["activities"][0]["targets"], *frozen["period_targets"]]
    for row in rows:
        beside = said(f"{figure(row['planned'])} {figure(row['done'])}")
        found = re.compile(rf"{row['label']} (2021–2024 )?{beside}\b" if row["done"] else row["label"])
        assert [name for name, words in whole.items() if not found.search(words)] == [], row["label"]
    for name, words in whole.items():
        assert [number for number in wanted if number not in words] == [], name
    inside = json.loads(printed.attachments["andmed.json"][0])
    assert (inside["figures"], inside["sha256"]) == (frozen, sent.snapshot.sha256)
    cache.clear()
    _token, key = make_token(user=riina, name="töövihik", by=riina)
    told = client.get(f"/api/v1/reports/{sent.pk}/figures", headers={"authorization": f"Bearer {key}"}).json()
    assert {said(number) for number in numbers(told)} == wanted
    for file in (figures_xlsx(sent.snapshot), printed.attachments["tegevuskava.xlsx"][0]):
        assert_same_in_workbook(file, frozen)


def assert_same_in_workbook(file, frozen):
    """The workbook's cells are the frozen numbers, as numbers."""
    plan, indicators, period, *_evidence = openpyxl.load_workbook(BytesIO(file)).worksheets
    rows = [row for row in plan.iter_rows(min_row=2, values_only=True) if row[3]]
    targets = [target for activity in frozen["activities"] for target in activity["targets"]]
    assert [(row[7], row[8]) for row in rows] == [(_n(t["planned"]), _n(t["done"])) for t in targets]
    assert (rows[0][11], rows[0][12]) == tuple(
        _n(frozen["activities"][0][key]) for key in ("budget", "spent")
    )
    values = [row[4] for row in indicators.iter_rows(min_row=2, values_only=True)]
    assert values == ["" if r["begins"] else _n(r["value"]) for g in frozen["goals"] for r in g["indicators"]]
    assert [row[5:7] for row in period.iter_rows(min_row=2, values_only=True)] == [
        (_n(row["planned"]), _n(row["done"])) for row in frozen["period_targets"]
    ]


def _n(amount):
    return "" if amount is None else float(amount)


def test_the_workbook_holds_all_evidence_and_no_formula(sent):
    book = openpyxl.load_workbook(BytesIO(figures_xlsx(sent.snapshot)))
    rows = list(book.worksheets[3].iter_rows(min_row=2))
    assert len(rows) == len(list(sent.snapshot.records()))
    assert {cell.data_type for row in rows for cell in row} <= {"s", "n", "d"}
    assert plan_xlsx(sent.snapshot) == plan_xlsx(sent.snapshot)


def test_the_document_to_edit_has_the_forms_headings_and_nothing_that_runs(report, make_ready, mari):
    body = (
        "# Hinnang\n\nAasta oli *hea*.\n\n3. kolm\n4. neli\n\n- punkt\n\n[siin](https://silab.ee) <b>\x01</b>"
    )
    body += "\n\n|a|b|\n|-|-|\n|1|2|"
    save_text(report=report, key="summary", body=body, revision=0, by=mari)
    file = report_docx(make_ready(report))
    made = docx.Document(BytesIO(file))
    titles = [each.text for each in made.paragraphs if each.style.name.startswith("Heading")]
    form = [headings.SUMMARY, headings.OUTCOMES, headings.INDICATORS, headings.ACTIVITIES, headings.GENERAL]
    form += [headings.DEVIATIONS, headings.MATERIALS, headings.PLAN, headings.EVIDENCE]
    assert [title for title in titles if title in form] == form
    words = words_of_docx(file)
    assert Document(report).plan_version in words
    for written in ("Aasta oli hea.", "3. kolm", "4. neli", "siin (https://silab.ee) <b></b>"):
        assert written in words
    with ZipFile(BytesIO(file)) as package:
        names = package.namelist()
        told = package.read("word/document.xml")
    assert not [name for name in names if "vba" in name.lower() or "embeddings" in name]
    assert b"instrText" not in told
    assert b"w:tblHeader" in told


def test_the_english_edition_keeps_official_headings_and_marks_what_is_estonian(report, make_ready, mari):
    save_text(report=report, key="summary", body="Aasta oli hea.", revision=0, by=mari)
    save_text(report=report, key="materials", body="Juhend.", revision=0, by=mari)
    ReportText.objects.filter(report=report, key="materials").update(body_en="A guide.")
    report = make_ready(report)
    made = render_report(report, language="en")
    reader = PdfReader(BytesIO(made))
    text = said(" ".join(leaf.extract_text() for leaf in reader.pages))
    assert reader.trailer["/Root"]["/Lang"] == "en"
    for words in (
        headings.SUMMARY,
        headings.ENGLISH["SUMMARY"],
        "in Estonian Aasta oli hea.",
        "A guide.",
        "Planned results that were not reached",
        "Budget",
    ):
        assert words in text
    assert "Juhend." not in text
    assert render_report(report, language="en") == made
    for profile in ("ua1", "3a"):
        assert [fault.message for fault in page.validate_pdf_bytes(made, profile=profile).failures] == []
    assert "A guide." in words_of_docx(report_docx(report, language="en"))


def test_funder_and_staff_ask_for_editions_and_nobody_else(client, sent, riina, mari):
    client.force_login(riina)
    for name, edition in EDITIONS.items():
        assert client.post(reverse("reports:report_edition", args=[sent.pk, name])).status_code == 302
        job = Job.objects.get(payload__edition=name)
        run(job.pk)
        job.refresh_from_db()
        assert job.state == "done", job.error
        assert job.result["name"].endswith(f".{edition.kind}")
        assert default_storage.size(job.result["file"]) > 5000
    assert client.post(reverse("reports:report_edition", args=[sent.pk, "exe"])).status_code == 404
    draft = AnnualReport.objects.create(contract=sent.contract, year=2023)
    assert client.post(reverse("reports:report_edition", args=[draft.pk, "docx-et"])).status_code == 404
    assert "/fail/docx-et/" in client.get(reverse("reports:funder_report", args=[sent.pk])).text


@pytest.mark.parametrize(
    ("kind", "begins"), [("docx", b"PK"), ("xlsx", b"PK"), ("json", b"{"), ("pdf", b"%PDF")]
)
def test_the_command_writes_each_format(contract, tmp_path, kind, begins):
    file = tmp_path / f"aruanne.{kind}"
    call_command(
        "annual_report", "leping", "2022", "--format", kind, "--language", "en", "--output", str(file)
    )
    assert file.read_bytes().startswith(begins)
    report = AnnualReport.objects.get()
    if kind == "json":
        assert json.loads(file.read_bytes())["figures"] == report.snapshot.figures
    if kind == "pdf":
        made = PdfReader(BytesIO(file.read_bytes())).metadata.creation_date
        assert made == report.snapshot.taken_at.replace(microsecond=0)
        assert made < datetime.now(UTC)
