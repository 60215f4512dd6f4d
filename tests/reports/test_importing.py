"""The import of a plan: what is read, what is refused and in what words, what changes."""

import io
import tracemalloc
import zipfile

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from reports.importing import Refused, apply_plan, parse_plan, plan_changes, read_files
from reports.management.commands.load_plan import DATA
from reports.models import Activity, ReportText, StatedTotal, Target
from tests.reports.factories import ContractFactory, CostFactory

START = "/plaan/tuua/"


@pytest.fixture(autouse=True)
def _files_of_this_test(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def files():
    """The real plan's files, by name."""
    return {path.name: path.read_bytes() for path in sorted(DATA.glob("plan_*.csv"))}


@pytest.fixture
def contract(db, plan_measures):
    return ContractFactory(slug="silab-2021")


def changed(files, name, before, after):
    """The files with one text replaced in one of them."""
    content = files[name].decode()
    assert before in content
    return files | {name: content.replace(before, after, 1).encode()}


def problems(files, contract):
    """What is wrong with the files, as (file, row, column, English words)."""
    with translation.override("en"):
        return [(p.file, p.row, p.column, p.text) for p in parse_plan(read_files(files), contract).problems]


def workbook(files, **cells):
    """The files as one XLSX with four sheets; `cells` are sheet="A1 text" to write over."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    for name, content in files.items():
        title = name.removeprefix("plan_").removesuffix(".csv")
        sheet = book.add_worksheet(title)
        for row, line in enumerate(content.decode().splitlines()):
            for column, cell in enumerate(line.split(",")):
                sheet.write(row, column, float(cell) if cell.replace(".", "").isdigit() else cell)
        if title in cells:
            sheet.write_formula(*cells[title])
    book.close()
    return {"plaan.xlsx": out.getvalue()}


def test_csv_with_bom_semicolons_commas_and_another_order_is_the_same_plan(files, contract):
    plain = parse_plan(read_files(files), contract).plan
    totals = (
        "\ufeffstated_total_eur;year\r\n39 800,00;2021\r\n44400,00 €;2022\r\n44500;2023\r\n34500.0;2024\r\n"
    )
    other = parse_plan(read_files(files | {"plan_totals.csv": totals.encode()}), contract)
    assert other.problems == []
    assert other.plan == plain


def test_windows_1257_is_read_and_said(files, contract):
    parsed = parse_plan(
        read_files({name: content.decode().encode("cp1257") for name, content in files.items()}), contract
    )
    assert {
        table.encoding for table in parsed.tables if table.file in ("plan_activities.csv", "plan_targets.csv")
    } == {"Windows-1257"}
    assert "Võrgustiku põhine kogukonna kaasamine ja arendamine" in {
        row.title for row in parsed.plan.activities
    }


def test_one_workbook_is_the_same_plan(files, contract):
    assert (
        parse_plan(read_files(workbook(files)), contract).plan == parse_plan(read_files(files), contract).plan
    )


@pytest.mark.parametrize(
    ("name", "before", "after", "row", "column", "words"),
    [
        ("plan_activities.csv", ",title,", ",nimi,", 1, "title", "This column is missing."),
        ("plan_activities.csv", ",no,", ",year,", 1, "year", "This column is there twice."),
        ("plan_activities.csv", "10000.00", "palju", 2, "budget_eur", "A number belongs here"),
        ("plan_activities.csv", "10000.00", "-5", 2, "budget_eur", "cannot be negative"),
        ("plan_activities.csv", "10000.00", "1e30", 2, "budget_eur", "The number is too big"),
        ("plan_activities.csv", "10000.00", "=A1*2", 2, "budget_eur", "There is a formula"),
        ("plan_activities.csv", "2021,1,survey", ",1,survey", 2, "year", "The cell is empty."),
        ("plan_activities.csv", "2021,1,survey", "2031,1,survey", 2, "year", "outside the contract"),
        ("plan_activities.csv", "2021,2,", "2021,1,", 2, "", "The same row is there twice"),
        ("plan_activities.csv", "2021-06-01", "31.02.2021", 2, "period_start", "A date belongs here"),
        ("plan_activities.csv", "survey,Uuringu", "uurimus,Uuringu", 2, "workstream", "One of these belongs here"),
        ("plan_targets.csv", "2021,1,surveys", "2021,77,surveys", 2, "no", "There is no activity 2021/77."),
        ("plan_targets.csv", "surveys.waves_completed", "survey.waves_complete", 2, "measure",
         "Did you mean “surveys.waves_completed”?"),
        ("plan_period_targets.csv", "2021,2024", "2024,2021", 2, "to_year", "before the first"),
        ("plan_totals.csv", "39800.00", "kokku", 2, "stated_total_eur", "A number belongs here"),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_named_by_row_and_column(files, contract, name, before, after, row, column, words):
    found = problems(changed(files, name, before, after), contract)
    assert [text for *where, text in found if where == [name, row, column] and words in text]


def test_a_year_or_a_file_that_is_missing_is_said(files, contract):
    lines = files["plan_activities.csv"].decode().splitlines(keepends=True)
    without = "".join(line for line in lines if not line.startswith("2023")).encode()
    found = problems(files | {"plan_activities.csv": without}, contract)
    assert any("2023 is missing" in text for *_where, text in found)
    del files["plan_totals.csv"]
    assert ("plan_totals.csv", 0, "", "This part of the plan is missing among the files.") in problems(
        files, contract
    )


def test_an_unreadable_activity_is_one_problem_not_one_a_target(files, contract):
    found = problems(changed(files, "plan_activities.csv", "10000.00", "palju"), contract)
    assert [where for *where, _text in found] == [["plan_activities.csv", 2, "budget_eur"]]


def test_a_formula_in_a_workbook_is_refused(files, contract):
    found = problems(workbook(files, totals=(1, 1, "=SUM(1,2)")), contract)
    assert [text.startswith("There is a formula") for _f, row, *_c, text in found if row == 2] == [True]


def test_a_wrong_total_is_no_error_but_a_finding(files, contract):
    assert problems(changed(files, "plan_totals.csv", "39800.00", "1.00"), contract) == []


def zip_bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    return out.getvalue()


def entity_bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("xl/workbook.xml", b'<!DOCTYPE a [<!ENTITY a "aaa">]><workbook>&a;</workbook>')
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plaan.csv", b"year,stated_total_eur\n" + b"2022,1\n" * 1_500_000),
        ("plaan.csv", b"year,stated_total_eur\n" + b"2022,1\n" * 6000),
        ("plaan.csv", b"x," * 100 + b"\n"),
        ("plaan.csv", b"\x00\x01\x02"),
        ("plaan.csv", b"\x81\x83\xff"),
        ("plaan.csv", b'"' + b"a" * 200_000),
        ("plaan.xlsx", b"not a workbook"),
        ("plaan.xls", b"\xd0\xcf\x11\xe0"),
        ("plaan.xlsx", b"PK\x03\x04 broken"),
        ("plaan.xlsx", zip_bomb()),
        ("plaan.xlsx", entity_bomb()),
    ],
    ids=["10MB", "6000 rows", "wide", "binary", "letters", "endless", "text", "xls", "broken", "zip bomb", "xml bomb"],
)  # fmt: skip
def test_what_is_no_plan_is_refused_in_words_and_in_little_memory(name, content):
    tracemalloc.start()
    with pytest.raises(Refused, match=r"plaan|MB"):
        read_files({name: content})
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20_000_000


def test_applying_touches_only_what_differs_and_keeps_who(files, contract, as_staff):
    mari = as_staff.get("/haldus/").wsgi_request.user
    apply_plan(contract=contract, plan=parse_plan(read_files(files), contract).plan, by=mari)
    assert Activity.objects.filter(created_by=mari).count() == 26
    other = changed(files, "plan_activities.csv", "10000.00", "9000.00")
    other = changed(other, "plan_totals.csv", "2024,34500.00\n", "")
    plan = parse_plan(read_files(other), contract).plan
    changes = [
        (change.what, change.sheet, change.key, change.fields) for change in plan_changes(contract, plan)
    ]
    assert changes == [
        ("change", "activities", (2021, 1), (("Eelarve, €", "10\xa0000,00\xa0€", "9\xa0000,00\xa0€"),)),
        ("remove", "totals", (2024,), ()),
    ]
    apply_plan(contract=contract, plan=plan, by=mari)
    assert plan_changes(contract, plan) == []
    assert Activity.history.count() == 27
    assert not StatedTotal.objects.filter(year=2024).exists()


def test_a_line_with_costs_does_not_vanish_and_then_nothing_changes(files, real_plan):
    CostFactory(activity=Activity.objects.get(contract=real_plan, year=2022, number=5))
    without = files | {"plan_activities.csv": b"".join(
        line for line in files["plan_activities.csv"].splitlines(keepends=True) if not line.startswith(b"2022,5,")
    )}  # fmt: skip
    without = changed(without, "plan_activities.csv", "10000.00", "9000.00")
    plan = parse_plan(read_files(without), real_plan).plan
    with pytest.raises(Refused, match="2022 / 5"):
        apply_plan(contract=real_plan, plan=plan, by=None)
    assert Activity.objects.filter(contract=real_plan).count() == 26
    assert not Activity.objects.filter(budget=9000).exists()


def test_a_target_that_a_report_explains_does_not_vanish(files, real_plan):
    target = Target.objects.get(activity__contract=real_plan, measure="networks.meetings", kind="cumulative")
    report = real_plan.annual_reports.create(year=2022)
    ReportText.objects.create(
        report=report, key=f"deviation:target:{target.pk}", body="Liige töötas osa ajast."
    )
    line = "2022,3,networks.meetings,cumulative,10,meeting,Võrgustiku kohtumist kokku\n"
    plan = parse_plan(read_files(changed(files, "plan_targets.csv", line, "")), real_plan).plan
    assert [change.kept_by for change in plan_changes(real_plan, plan)] != [""]


def upload(client, files, contract):
    sent = [SimpleUploadedFile(name, content) for name, content in files.items()]
    return client.post(START, {"contract": contract.pk, "files": sent}, follow=True)


def test_in_the_browser_preview_then_all_of_it(as_staff, files, contract, tmp_path):
    page = upload(as_staff, files, contract)
    assert not Activity.objects.exists()
    assert "44\xa0400,00" in page.content.decode()
    assert page.context["can_apply"]
    preview = page.redirect_chain[-1][0]
    done = as_staff.post(preview, {"apply": "1"}, follow=True)
    assert done.redirect_chain[-1][0] == "/plaan/kontroll/?leping=silab-2021"
    assert Activity.objects.count() == 26
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert as_staff.get(preview, follow=True).redirect_chain[-1][0] == START


def test_in_the_browser_a_problem_keeps_everything_out(as_staff, files, contract):
    page = upload(as_staff, changed(files, "plan_activities.csv", "10000.00", "palju"), contract)
    assert "<code>palju</code>" in page.content.decode()
    as_staff.post(page.redirect_chain[-1][0], {"apply": "1"})
    assert not Activity.objects.exists()
    as_staff.post(page.redirect_chain[-1][0], {"give_up": "1"})
    assert as_staff.get(page.redirect_chain[-1][0]).status_code == 302


def test_in_the_browser_too_much_is_refused_at_the_field(as_staff, contract):
    page = upload(as_staff, {"plan_totals.csv": b"2022,1\n" * 1_500_000}, contract)
    assert list(page.context["form"].errors) == ["files"]


def test_in_the_browser_a_second_click_says_what_happened(as_staff, files, contract):
    preview = upload(as_staff, files, contract).redirect_chain[-1][0]
    as_staff.post(preview, {"apply": "1"}, follow=True)
    again = as_staff.post(preview, {"apply": "1"}, follow=True)
    assert "need on imporditud" in again.content.decode()


def test_in_the_browser_no_file_of_two_with_one_name_is_lost(as_staff, files, contract):
    sent = [SimpleUploadedFile("plan.csv", content) for content in list(files.values())[:2]]
    page = as_staff.post(START, {"contract": contract.pk, "files": sent})
    assert "Kahel failil on sama nimi" in page.content.decode()


def test_nobody_finds_anothers_files(as_staff, files, contract, client, django_user_model):
    preview = upload(as_staff, files, contract).redirect_chain[-1][0]
    client.force_login(django_user_model.objects.create_user("kai@silab.example", role="staff"))
    assert client.get(preview, follow=True).redirect_chain[-1][0] == START
