"""The import from the accounting export: what is read, what is refused in words, all of it or nothing, once."""

import io
import time
import zipfile
from datetime import date
from decimal import Decimal

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from reports.costs.importing.columns import read_amount
from reports.costs.importing.look import is_ready, look_at
from reports.costs.importing.parse import parse_table, read_file
from reports.costs.importing.writing import record
from reports.models import Activity, Cost, CostMapping
from silab.common.tables import Refused, Unreadable
from silab.jobs.models import Job
from silab.jobs.running import run
from tests.reports.factories import CostFactory

START = "/plaan/kulud/tuua/?leping=silab-2021"
HEADING = "Kuupäev;Dokumendi nr;Hankija;Summa km-ga;Käibemaks;Selgitus;Projekt"
LINE = "01.03.2022;A-1;Õpiruum OÜ;1 200,50;200,08;Saal;2022/1"
CREDIT = "05.03.2022;A-2;Õpiruum OÜ;-120,00;-20,00;Kreeditarve;2022/1"


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr("silab.jobs.tasks.run_job.apply_async", lambda *args, **options: None)


@pytest.fixture
def mari(django_user_model, db):
    return django_user_model.objects.create_user("kaie@silab.example", name="Kaie", role="staff")


def csv(*lines, heading=HEADING):
    return {"kulud.csv": "\n".join((heading, *lines)).encode("utf-8-sig")}


def parsed(contract, *lines, heading=HEADING, choices=None):
    with translation.override("en"):
        return parse_table(read_file(csv(*lines, heading=heading)), contract, choices)


def wrong(contract, *lines, **more):
    return [(problem.row, problem.column) for problem in parsed(contract, *lines, **more).problems]


def workbook(rows):
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            sheet.write(number, place, cell)
    book.close()
    return out.getvalue()


def test_an_export_with_bom_semicolons_and_decimal_commas_is_recorded(real_plan, mari):
    plan = record(parsed=parsed(real_plan, LINE, CREDIT), contract=real_plan, by=mari)
    assert len(plan.new) == 2
    cost = Cost.objects.get(document_number="A-1")
    assert (cost.on, cost.amount, cost.vat) == (date(2022, 3, 1), Decimal("1200.50"), Decimal("200.08"))
    assert (cost.activity.year, cost.activity.number, cost.created_by) == (2022, 1, mari)
    assert cost.search_key == "opiruum ou a-1 saal"
    assert cost.history.get().history_user == mari
    assert Cost.objects.get(document_number="A-2").amount == -120


def test_the_same_from_xlsx_and_windows_letters(real_plan):
    rows = [HEADING.split(";"), ["2022-03-01", 17, "Õpiruum OÜ", 1200.5, 200.08, "", "2022/1"]]
    found = parse_table(read_file({"k.xlsx": workbook(rows)}), real_plan)
    assert [(row.document_number, row.amount) for row in found.rows] == [("17", Decimal("1200.50"))]
    old = {"k.csv": f"{HEADING}\n{LINE}".encode("cp1257")}
    assert parse_table(read_file(old), real_plan).rows[0].supplier == "Õpiruum OÜ"


def test_importing_again_changes_nothing(real_plan, mari):
    for new, skipped in ((2, 0), (0, 2)):
        plan = record(parsed=parsed(real_plan, LINE, CREDIT), contract=real_plan, by=mari)
        assert (len(plan.new), len(plan.doubles)) == (new, skipped)
    assert Cost.history.count() == 2


def test_doubles_are_found_in_the_file_and_in_the_database_however_written(real_plan, mari):
    there = CostFactory(
        activity=Activity.objects.get(contract=real_plan, year=2022, number=1),
        supplier="ÕPIRUUM oü",
        document_number="a-1",
        amount=Decimal("1200.50"),
    )
    plan = record(parsed=parsed(real_plan, LINE, CREDIT, CREDIT), contract=real_plan, by=mari)
    assert [(double.cost, double.earlier_row) for double in plan.doubles] == [(there.pk, 0), (0, 3)]
    assert Cost.objects.count() == 2


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("01.03.2022;A-1;X;1e30;0;;2022/1", "Summa km-ga"),
        ("01.03.2022;A-1;X;99999999999;0;;2022/1", "Summa km-ga"),
        ("01.03.2022;A-1;X;1,234;0;;2022/1", "Summa km-ga"),
        ("01.03.2022;A-1;X;0,00;0;;2022/1", "Summa km-ga"),
        ("01.03.2022;A-1;X;;0;;2022/1", "Summa km-ga"),
        ("01.03.2022;A-1;X;=1+1;0;;2022/1", "Summa km-ga"),
        ("01.03.2022;A-1;X;100;500;;2022/1", "Käibemaks"),
        ("31.02.2022;A-1;X;100;0;;2022/1", "Kuupäev"),
        ("01.03.2020;A-1;X;100;0;;2022/1", "Kuupäev"),
        ("01.03.2022;;X;100;0;;2022/1", "Dokumendi nr"),
        (f"01.03.2022;A-1;{'x' * 201};100;0;;2022/1", "Hankija"),
        (HEADING, ""),
        ("01.03.2022;A-1;X;100;0;;2022/1;liig;liig", ""),
    ],
)
def test_what_is_wrong_is_said_by_row_and_column_and_nothing_is_recorded(real_plan, mari, line, column):
    assert wrong(real_plan, LINE, line) == [(3, column)]
    with pytest.raises(Refused):
        record(parsed=parsed(real_plan, LINE, line), contract=real_plan, by=mari)
    assert not Cost.objects.exists()


@pytest.mark.parametrize("text", ["NaN", "Infinity", "--5", "1.2.3", "12 34", "", "€", "１２"])
def test_what_is_no_amount_is_not_taken_for_one(text):
    with pytest.raises(Unreadable), translation.override("en"):
        read_amount(text)


@pytest.mark.parametrize(
    ("text", "amount"),
    [("1\xa0200,50 €", "1200.50"), ("−120.00", "-120"), ("7", "7"), ("1200.5000000000002", "1200.5")],
)
def test_amounts_as_exports_write_them(text, amount):
    assert read_amount(text) == Decimal(amount)


def test_a_column_called_like_another_is_not_guessed(real_plan):
    found = parsed(real_plan, "01.03.2022;A-1;X;100;80", heading="Kuupäev;Arve nr;Hankija;Summa;Summa")
    assert found.missing == ["Amount with VAT"]
    assert found.headings[3:] == ["Summa", "Summa (2)"]


def test_what_an_activity_is_called_is_decided_and_remembered(real_plan, mari):
    line = "01.03.2022;A-1;X;100;0;;Koolitus KOV"
    first = parsed(real_plan, line)
    assert [(name.text, name.year, name.activity) for name in first.undecided] == [
        ("Koolitus KOV", 2022, None)
    ]
    choices = {"columns": first.columns, "activities": {first.names[0].key: "2022/1"}}
    record(parsed=parsed(real_plan, line, choices=choices), contract=real_plan, by=mari)
    again = parsed(real_plan, line.replace("A-1", "A-9"))
    assert str(again.names[0].activity).startswith("2022/1")
    assert CostMapping.objects.get().saved_by == mari


def test_a_bomb_a_broken_file_and_two_sheets_are_refused(real_plan):
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 130_000_000)
    for files in (
        {"k.xlsx": bomb.getvalue()},
        {"k.xlsx": b"PK\x03\x04rikutud"},
        {"k.csv": b"\x00\x01"},
        {"k.csv": b"pea"},
    ):
        with pytest.raises(Refused), translation.override("en"):
            read_file(files)


def test_the_journey_in_the_browser(as_staff, real_plan):
    file = SimpleUploadedFile("kulud.csv", csv("09.01.2023;A-1;X OÜ;7000;0;;Koolitused", CREDIT)["kulud.csv"])
    page = as_staff.post(START, {"contract": real_plan.pk, "file": file}, follow=True)
    address = page.request["PATH_INFO"]
    assert not page.context["is_ready"]
    choices = {f"column-{key}": heading for key, heading in page.context["look"]["columns"].items()}
    typed = choices | {"funding": "contract", "name-0": "2022/1", "name-1": "2022/1"}
    page = as_staff.post(address, typed | {"decide": "1"}, follow=True)
    look = page.context["look"]
    assert page.context["is_ready"]
    assert look["by_activity"][0]["over"] == "880.00"
    assert [row["document_number"] for row in look["other_year"]] == ["A-1"]
    as_staff.post(address, typed | {"import": "1"})
    run(Job.objects.get().pk)
    done = as_staff.get(address).content.decode()
    assert "6\xa0880,00\xa0€" in done
    assert Cost.objects.count() == 2


def test_a_large_file_is_looked_at_by_a_job(as_staff, real_plan, monkeypatch):
    monkeypatch.setattr("reports.costs.importing.jobs.PAGE_BYTES", 10)
    file = SimpleUploadedFile("kulud.csv", csv(LINE)["kulud.csv"])
    page = as_staff.post(START, {"contract": real_plan.pk, "file": file}, follow=True)
    address, job = page.request["PATH_INFO"], Job.objects.get()
    assert page.context["job"] == job
    run(job.pk)
    page = as_staff.get(address)
    assert page.context["is_ready"]
    choices = {f"column-{key}": heading for key, heading in page.context["look"]["columns"].items()}
    as_staff.post(address, choices | {"funding": "contract", "name-0": "2022/1", "import": "1"})
    run(Job.objects.latest("pk").pk)
    assert Cost.objects.count() == 1


def test_a_file_given_up_is_gone(as_staff, real_plan):
    file = SimpleUploadedFile("kulud.csv", csv(LINE)["kulud.csv"])
    page = as_staff.post(START, {"contract": real_plan.pk, "file": file}, follow=True)
    address = page.request["PATH_INFO"]
    as_staff.post(address, {"give_up": "1"})
    assert as_staff.get(address).status_code == 302
    assert not Cost.objects.exists()


def test_reading_grows_with_the_rows_and_no_faster(real_plan):
    def seconds(rows):
        lines = [
            f"01.03.2022;A-{number};Hankija {number % 90} OÜ;12,50;2,08;Saal;2022/1" for number in range(rows)
        ]
        files, before = csv(*lines), time.process_time()
        look = look_at(files, real_plan, None)
        assert is_ready(look)
        assert look["new_count"] == rows
        return time.process_time() - before

    seconds(500)
    assert seconds(8000) < 24 * max(seconds(1000), 0.005)
