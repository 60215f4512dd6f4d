"""A report's form as data: form A where a contract has none of its own, its own where it has, frozen with figures."""

from io import BytesIO

import docx
import page
import pytest
from django.urls import reverse
from pypdf import PdfReader

from reports.annual import actions, headings
from reports.annual.errors import NotReady
from reports.annual.form import Section, form_a, form_in, form_of, laid_out
from reports.annual.missing import missing
from reports.annual.outline import figures_of, parts
from reports.annual.pdf import render_report
from reports.annual.texts import save_text
from reports.forming.actions import begin_form, keep_section, move_section
from reports.forming.findings import check_form
from reports.models import AnnualReport, FormSection
from reports.print.docx import report_docx
from tests.reports.annual.test_annual_pdf import IN_ORDER, bookmarks

#: Another form: four sections and a heading above two of them, in another order, without goals of their own.
OTHER = (
    ("materials", 1, "Mida valmis saime", "What we made", False),
    ("indicators", 1, "Näitajad", "Indicators", False),
    ("text", 1, "Õppetunnid", "Lessons", True),
    ("evidence", 1, "Tõendus", "Proof", False),
)


@pytest.fixture
def staff(client, mari):
    client.force_login(mari)
    return client


@pytest.fixture
def other_form(contract, mari):
    for kind, level, heading, english, required in OTHER:
        section = FormSection(
            contract=contract,
            kind=kind,
            level=level,
            heading=heading,
            heading_en=english,
            is_required=required,
        )
        keep_section(section=section, by=mari)
    return contract


def headings_of(file):
    made = docx.Document(BytesIO(file))
    return [each.text for each in made.paragraphs if each.style.name.startswith("Heading")]


def said(made):
    return " ".join(" ".join(leaf.extract_text() for leaf in PdfReader(BytesIO(made)).pages).split())


def test_without_sections_a_contract_follows_form_a(contract, report, make_ready):
    assert form_of(contract) == form_a("Võimekad ja hoolivad kogukonnad")
    frozen = make_ready(report).snapshot.figures
    assert form_in(frozen) == form_of(contract)
    del frozen["form"]
    assert form_in(frozen) == form_of(contract)
    goal = contract.goals.get()
    outcome, first, second = goal.outcomes.get(), *goal.indicators.order_by("letter")
    assert list(parts(frozen))[:5] == [
        "summary",
        f"outcome:{outcome.pk}",
        f"indicator:{first.pk}",
        f"indicator:{second.pk}",
        f"activities:{goal.pk}",
    ]
    assert list(parts(frozen))[5] == "deviations"
    assert list(parts(frozen))[-1] == "materials"


@pytest.mark.laid_out
def test_a_report_prints_its_contracts_form_in_its_order(other_form, report, make_ready, mari):
    save_text(report=report, key="oppetunnid", body="Alustage varem.", revision=0, by=mari)
    report = make_ready(report)
    wanted = [heading for _kind, _level, heading, _english, _required in OTHER]
    made = render_report(report)
    assert [failure.message for failure in page.validate_pdf_bytes(made, profile="ua1").failures] == []
    found = [title for title in bookmarks(PdfReader(BytesIO(made)).outline) if title in (*wanted, *IN_ORDER)]
    assert found == wanted
    assert "Alustage varem." in said(made)
    assert "1.a" in said(made)
    assert [title for title in headings_of(report_docx(report)) if title in (*wanted, *IN_ORDER)] == wanted
    english = said(render_report(report, language="en"))
    for heading, beside in (("Näitajad", "Indicators"), ("Õppetunnid", "Lessons"), ("Tõendus", "Proof")):
        assert f"{heading} {beside}" in english
    # Nobody is asked for reasons that the form has no place for.
    assert not any(key.startswith("deviation") for key in parts(report.snapshot.figures))
    assert missing(report) == []


def test_a_sent_report_keeps_the_form_that_it_was_sent_with(contract, report, make_ready, mari, staff):
    report = actions.submit(report=make_ready(report), by=mari)
    before = render_report(report)
    begin_form(contract=contract, by=mari)
    for section in FormSection.objects.filter(contract=contract).exclude(kind="text"):
        section.delete()
    section = FormSection.objects.get(contract=contract)
    section.heading = "Hoopis muu"
    keep_section(section=section, by=mari)
    report = AnnualReport.objects.get(pk=report.pk)
    assert render_report(report) == before
    assert headings.GENERAL in staff.get(report.get_absolute_url()).text
    following = actions.open_report(contract=contract, year=2023, by=mari)
    assert [part.title for part in parts(figures_of(following)).values()] == ["Hoopis muu"]


def test_figures_taken_again_bring_the_new_form(contract, report, make_ready, mari, staff):
    report = make_ready(report)
    begin_form(contract=contract, by=mari)
    FormSection.objects.get(contract=contract, kind="group").delete()
    page_shown = staff.get(report.get_absolute_url()).text
    assert "Aruande vorm on pärast andmete fikseerimist muutunud" in page_shown
    assert headings.GENERAL in page_shown
    actions.take_figures(report=report, by=mari)
    assert headings.GENERAL not in staff.get(report.get_absolute_url()).text


def test_what_the_form_requires_is_missing_until_it_is_written(other_form, report, make_ready, mari):
    report = make_ready(report)
    assert [(lack.text, lack.anchor) for lack in missing(report)] == [
        ("„Õppetunnid“ on kirjutamata, aga vorm nõuab seda.", "oppetunnid")
    ]
    with pytest.raises(NotReady):
        actions.submit(report=report, by=mari)


def test_the_writing_page_follows_the_form_with_its_guidance(other_form, staff, mari):
    section = FormSection.objects.get(contract=other_form, kind="text")
    section.guidance = "Kolm õppetundi,\nkõige tähtsam ees."
    keep_section(section=section, by=mari)
    report = actions.open_report(contract=other_form, year=2022, by=mari)
    text = staff.get(report.get_absolute_url()).text
    places = [
        text.index(heading) for heading in ("Mida valmis saime</h2>", "Näitajad</h2>", "Õppetunnid</h2>")
    ]
    assert places == sorted(places)
    assert "kõige tähtsam ees." in text
    assert headings.SUMMARY not in text
    saved = staff.post(
        reverse("reports:report_text", args=[report.pk]),
        {"key": "oppetunnid", "body": "Üks", "revision": "0"},
    )
    assert saved.status_code == 302
    gone = {"key": "summary", "body": "Kaks", "revision": "0"}
    assert staff.post(reverse("reports:report_text", args=[report.pk]), gone).status_code == 404


def test_what_stands_below_the_plan_is_written_too(contract, staff, mari):
    for kind, level in (("plan", 1), ("text", 2), ("evidence", 1)):
        section = FormSection(contract=contract, kind=kind, level=level, heading=f"Jaotis {kind}")
        keep_section(section=section, by=mari)
    report = actions.open_report(contract=contract, year=2022, by=mari)
    text = staff.get(report.get_absolute_url()).text
    assert 'id="text-jaotis-text"' in text
    assert "Jaotis evidence" not in text


def test_activities_outside_goals_are_one_text(contract, mari):
    begin_form(contract=contract, by=mari)
    FormSection.objects.filter(contract=contract, kind="goals").delete()
    report = actions.open_report(contract=contract, year=2022, by=mari)
    drafted = report.texts.filter(key__startswith="activities")
    assert list(drafted.values_list("key", flat=True)) == ["activities"]
    assert "activities" in parts(figures_of(report))


def test_a_kind_that_stands_once_is_a_text_the_second_time():
    twice = [Section("plan", "plan", 1, "Kava"), Section("plan-2", "plan", 1, "Veel kava")]
    assert [node.kind for node in laid_out(twice, [])] == ["plan", "text"]


def test_the_sections_of_goals_stand_under_each_goal_whatever_their_depth():
    rows = [Section("goals", "goals", 1, "Eesmärgid"), Section("outcomes", "outcomes", 2, "Tulemused")]
    goals = [{"pk": 1, "number": 1, "title": "Üks", "outcomes": []}, {"pk": 2, "number": 2, "title": "Kaks"}]
    (node,) = laid_out(rows, goals)
    assert [(child.heading, child.depth) for child in node.children] == [
        ("Eesmärk 1: Üks", 2),
        ("Eesmärk 2: Kaks", 2),
    ]
    assert [grandchild.depth for grandchild in node.children[0].children] == [3]
    assert laid_out(rows, [])[0].children == ()


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        (form_a("Kogukonnad"), set()),
        ([("plan", 1), ("plan", 1), ("evidence", 1), ("deviations", 1)], {"kind_twice"}),
        ([("plan", 1), ("deviations", 1)], {"no_evidence"}),
        ([("plan", 1), ("evidence", 1)], {"no_deviations"}),
        ([("text", 1), ("evidence", 1), ("deviations", 1)], {"no_figures"}),
        ([("group", 1), ("plan", 1), ("evidence", 1), ("deviations", 1)], {"empty_group"}),
        ([("goals", 1), ("plan", 1), ("evidence", 1), ("deviations", 1)], {"bare_goals"}),
        ([("plan", 1), ("evidence", 3), ("deviations", 1)], {"too_deep"}),
    ],
)
def test_what_is_amiss_with_a_form_is_said(rows, codes):
    sections = [
        row if isinstance(row, Section) else Section(f"{place}", row[0], row[1], "Pealkiri", "Heading")
        for place, row in enumerate(rows)
    ]
    assert {finding.code for finding in check_form(sections)} == codes


def test_headings_that_are_missing_are_said():
    rows = [Section("a", "text", 1, " "), Section("b", "text", 1, "Eesti keeles")]
    assert {"no_heading", "no_english"} <= {finding.code for finding in check_form(rows)}


def test_staff_make_and_change_a_form_in_the_browser(staff, contract):
    where = "/plaan/aruandevorm/?leping=leping"
    assert "järgib vormi A" in staff.get(where).text
    assert "oma vorm" in staff.post(where, follow=True).text.casefold()
    assert [row.kind for row in form_of(contract)] == [row.kind for row in form_a("")]
    first, second = FormSection.objects.filter(contract=contract).order_by("order")[:2]
    staff.post(reverse("reports:form_move", args=[second.pk]), {"suund": "ules"})
    assert [row.key for row in form_of(contract)][:2] == [second.key, first.key]
    staff.post(reverse("reports:form_move", args=[second.pk]), {"suund": "ules"})
    assert [row.key for row in form_of(contract)][:2] == [second.key, first.key]
    typed = {"heading": "Mõju\n lugu", "heading_en": "Story", "kind": "text", "level": "2"}
    staff.post(f"{reverse('reports:form_add')}?leping=leping", typed)
    made = FormSection.objects.get(contract=contract, heading="Mõju lugu")
    assert (made.key, made.history.get().history_user.email) == ("moju-lugu", "mari@silab.example")
    page_shown = staff.post(
        reverse("reports:form_section", args=[made.pk]), {**typed, "kind": "plan", "is_required": "on"}
    )
    assert "is_required" in page_shown.context["form"].errors
    staff.post(
        reverse("reports:form_section", args=[made.pk]),
        {**typed, "guidance": "Üks lugu", "is_required": "on"},
    )
    made.refresh_from_db()
    assert (made.key, made.guidance, made.is_required) == ("moju-lugu", "Üks lugu", True)
    assert "Mõju lugu" in staff.get("/plaan/aruandevorm/eelvaade/?leping=leping&aasta=2022").text
    staff.post(reverse("reports:form_remove", args=[made.pk]))
    assert not FormSection.objects.filter(pk=made.pk).exists()
    staff.post(where, {"drop": "1"})
    assert form_of(contract) == form_a(contract.field_of_action)


def test_moving_is_written_into_the_history_once_each(contract, mari):
    begin_form(contract=contract, by=mari)
    second = FormSection.objects.filter(contract=contract).order_by("order")[1]
    assert move_section(section=second, up=True, by=mari)
    assert not move_section(section=second, up=True, by=mari)
    assert FormSection.history.filter(history_type="~").count() == 2


def test_the_pages_ask_little(staff, contract, mari, django_assert_max_num_queries):
    begin_form(contract=contract, by=mari)
    pk = FormSection.objects.filter(contract=contract).order_by("order")[0].pk
    for url in (
        "/plaan/aruandevorm/?leping=leping",
        f"/plaan/aruandevorm/{pk}/",
        "/plaan/aruandevorm/eelvaade/?leping=leping&aasta=2022",
    ):
        with django_assert_max_num_queries(15):
            assert staff.get(url).status_code == 200
