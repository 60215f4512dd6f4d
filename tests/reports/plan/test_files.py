"""The plan goes out as files and comes back the same, whatever it holds."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.utils.translation import override
from openpyxl import load_workbook

from reports.importing import apply_goals, apply_plan, goal_changes, parse_plan, plan_changes, read_files
from reports.importing.spoken import CHOICES, cell, choice_of, unit_of
from reports.models import Activity, Goal, Indicator, Outcome, PeriodTarget
from reports.plan.files import plan_csv, plan_xlsx
from reports.rows import ActivityRow, PlanRows, goal_lines
from silab import measures

#: Titles that spreadsheets would compute, drop or cut.
ODD = (
    "=1+1",
    "'=1+1",
    "@SUM(A1)",
    "-5 inimest",
    "+372",
    "'ülakoma",
    'Žürii; šašlõkk, "õhtu"',
    "2022",
    "''-x",
)


@pytest.fixture
def odd_plan(real_plan):
    """The real plan with titles and amounts that files tend to lose."""
    rows = [
        ActivityRow(2022, 50 + place, "lab", title, funding_note=title, budget=Decimal("9999999999.99"))
        for place, title in enumerate(ODD)
    ]
    rows[0] = replace(rows[0], budget=None, period_start=date(2022, 2, 28), period_end=date(2024, 2, 29))
    rows[1] = replace(rows[1], budget=Decimal("0.01"), target_groups=("ngos", "general_public"))
    plan = PlanRows.of(real_plan)
    apply_plan(contract=real_plan, plan=replace(plan, activities=plan.activities + tuple(rows)), by=None)
    return real_plan


@pytest.mark.parametrize("out", [lambda plan: {"kava.xlsx": plan_xlsx(plan)}, plan_csv], ids=["xlsx", "csv"])
def test_out_and_in_changes_nothing(odd_plan, out):
    plan = PlanRows.of(odd_plan)
    assert {row.title for row in plan.activities} >= set(ODD)
    parsed = parse_plan(read_files(out(plan)), odd_plan)
    assert parsed.problems == []
    assert plan_changes(odd_plan, parsed.plan) == []
    assert set(parsed.plan.targets) == set(plan.targets)


@pytest.mark.parametrize(("written", "read"), [("et", "et"), ("et", "en"), ("en", "et")])
def test_the_spreadsheet_speaks_words_and_is_read_in_any_language(odd_plan, written, read):
    lines = goal_lines(odd_plan)
    with override(written):
        content = plan_xlsx(PlanRows.of(odd_plan), lines)
    with override(read):
        parsed = parse_plan(read_files({"kava.xlsx": content}), odd_plan)
    assert parsed.problems == []
    assert plan_changes(odd_plan, parsed.plan) == []
    assert parsed.goals == lines
    if written == "et":
        book = load_workbook(BytesIO(content))
        assert book.sheetnames[0] == "Tegevused"
        said = {cell.value for sheet in book for row in sheet.iter_rows(max_row=9) for cell in row}
        assert {
            "Töösuund",
            "koolitused",
            "inimene",
            "omavalitsused;kogukonnad ja võrgustikud;vabaühendused",
        } <= said
        assert not {"workstream", "training", "person", "increment", "all"} & said


def test_a_wrong_cell_is_told_in_the_words_of_the_file(real_plan):
    with override("et"):
        book = load_workbook(BytesIO(plan_xlsx(PlanRows.of(real_plan))))
        book["Tegevused"]["C2"], book["Tegevused"]["A3"] = "uurimus", 2031
        book["Märgitud kogusummad"].append([cell.value for cell in book["Märgitud kogusummad"][1]])
        out = BytesIO()
        book.save(out)
        problems = parse_plan(read_files({"kava.xlsx": out.getvalue()}), real_plan).problems
    assert [(found.row, found.column) for found in problems] == [(2, "Töösuund"), (6, ""), (3, "Aasta")]
    assert "koolitused" in problems[0].text


def test_every_unit_and_choice_comes_back_from_its_words():
    for language in ("et", "en"):
        with override(language):
            assert {unit_of(cell("unit", unit)) for unit in measures.UNITS} == set(measures.UNITS)
            for column, choices in CHOICES.items():
                assert [choice_of(choices, cell(column, value)) for value in choices.values] == choices.values


def test_a_plan_without_targets_and_totals_comes_back_too(real_plan):
    plan = replace(PlanRows.of(real_plan), targets=(), period_targets=(), totals=())
    assert parse_plan(read_files(plan_csv(plan)), real_plan).plan == plan


@pytest.mark.parametrize("out", [lambda *of: {"kava.xlsx": plan_xlsx(*of)}, plan_csv], ids=["xlsx", "csv"])
def test_goals_go_along_and_come_back_the_same(real_plan, out):
    goal = Goal.objects.create(contract=real_plan, number=7, title="=1+1", workstreams=["lab", "badge"])
    Outcome.objects.create(goal=goal, number=10, title='\'-5; "inimest", žürii')
    Indicator.objects.create(
        goal=goal, letter="z", title="+372", measure="test.x", kind="stock", begins_on=date(2023, 2, 28)
    )
    Indicator.objects.filter(goal=goal).update(measure="trainings.trainings_held")
    lines = goal_lines(real_plan)
    parsed = parse_plan(read_files(out(PlanRows.of(real_plan), lines)), real_plan)
    assert parsed.problems == []
    assert parsed.goals == lines
    assert goal_changes(real_plan, parsed.goals) == []
    Goal.objects.filter(contract=real_plan).delete()
    apply_goals(contract=real_plan, goals=parsed.goals, by=None)
    assert goal_lines(real_plan) == lines
    assert apply_goals(contract=real_plan, goals=parsed.goals, by=None) == []


def test_files_without_goals_leave_them_alone(real_plan):
    lines = goal_lines(real_plan)
    parsed = parse_plan(read_files(plan_csv(PlanRows.of(real_plan))), real_plan)
    assert parsed.goals is None
    apply_goals(contract=real_plan, goals=parsed.goals, by=None)
    assert goal_lines(real_plan) == lines != ()


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("1.x.2;Katkine;;;;", "no"),
        ("9.1;Eesmärgita;;;;", "no"),
        ("1;Kaks korda;;;;", ""),
        ("1.z;Mõõdikuta;;;increment;", "measure"),
        ("1.z;Tundmatu;;ei.ole;increment;", "measure"),
        ("1.9;Tulemus mõõdikuga;;trainings.trainings_held;;", "measure"),
        ("1.8;Tulemus töösuunaga;lab;;;", "workstreams"),
        ("3;Võõras töösuund;kosmos;;;", "workstreams"),
    ],
)
def test_what_goals_cannot_be_is_said_by_row_and_column(real_plan, line, column):
    files = plan_csv(PlanRows.of(real_plan), goal_lines(real_plan))
    files["plan_goals.csv"] += f"{line}\r\n".encode()
    problems = parse_plan(read_files(files), real_plan).problems
    assert [(found.file, found.column) for found in problems[-1:]] == [("plan_goals.csv", column)]


def test_the_page_leads_to_both_files(as_funder, real_plan):
    page = as_funder.get("/plaan/?leping=silab-2021&aasta=2022").content.decode()
    assert "/plaan/failina/xlsx/?leping=silab-2021" in page
    book = as_funder.get("/plaan/failina/xlsx/?leping=silab-2021")
    assert plan_changes(real_plan, parse_plan(read_files({"a.xlsx": book.content}), real_plan).plan) == []
    packed = as_funder.get("/plaan/failina/csv/?leping=silab-2021")
    with ZipFile(BytesIO(packed.content)) as files:
        assert len(files.namelist()) == 5
    assert as_funder.get("/plaan/failina/ods/").status_code == 404
    assert (Activity.objects.count(), PeriodTarget.objects.count()) == (26, 6)
