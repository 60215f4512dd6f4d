"""A second contract with goals and a form of its own, from the browser alone, to its printed report."""

from io import BytesIO

import docx
import page
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdf import PdfReader

from reports.annual import headings
from reports.annual.actions import submit
from reports.annual.pdf import render_report
from reports.models import AnnualReport, FormSection
from reports.print.docx import report_docx
from silab.accounts.models import Contract
from silab.jobs.models import Job
from silab.jobs.running import run
from tests.reports.annual.test_annual_pdf import bookmarks

TYPED = {
    "title": "Noorte partnerlus 2025–2026",
    "slug": "",
    "funder_name": "Kultuuriministeerium",
    "field_of_action": "",
    "starts_on": "01.01.2025",
    "ends_on": "31.12.2026",
}
FILES = {
    "plan_activities.csv": (
        "year;no;workstream;title;period_as_stated;period_start;period_end;budget_eur;funding_note;target_groups\n"
        "2025;1;training;Noorte koolitus;kevad;01.03.2025;31.05.2025;1000,00;;communities_networks\n"
        "2026;1;lab;Noorte labor;sügis;01.09.2026;30.11.2026;500,00;;communities_networks\n"
    ),
    "plan_targets.csv": (
        "year;no;measure;kind;amount;unit;label_et\n2025;1;test.count;increment;3;item;Koolitust peetud\n"
    ),
    "plan_period_targets.csv": "measure;amount;unit;from_year;to_year;label_et\n",
    "plan_totals.csv": "year;stated_total_eur\n2025;1000\n2026;500\n",
}
GOALS = (
    "no;title;workstreams;measure;kind;begins_on\n"
    "1;Noored otsustavad kaasa;training;;;\n"
    "1.1;Noortekogud on loodud;;;;\n"
    "1.a;Noortekogusid;;test.count;cumulative;\n"
)
#: Four sections in an order of their own.
FORM = (
    ("plan", "Tegevused ja raha", "Activities and money"),
    ("outcomes", "Mis muutus", "What changed"),
    ("text", "Järgmine samm", "Next step"),
    ("evidence", "Tõendusmaterjal", "Supporting records"),
)


@pytest.fixture
def staff(client, mari, test_measures):
    client.force_login(mari)
    return client


def imported(staff, contract, files):
    """Import a plan's files as staff do."""
    sent = [SimpleUploadedFile(name, text.encode()) for name, text in files.items()]
    at = staff.post(reverse("reports:plan_import"), {"contract": contract.pk, "files": sent})
    done = staff.post(at.url, {"apply": "1"}, follow=True)
    assert done.context.get("parsed") is None, done.context["parsed"].problems
    return done


def reported(staff, slug, year):
    """Open the year's report and let its figures be taken."""
    staff.post(reverse("reports:report_open"), {"aruanne": f"{slug}/{year}"})
    report = AnnualReport.objects.get(contract__slug=slug, year=year)
    staff.post(reverse("reports:report_figures", args=[report.pk]))
    job = Job.objects.get(kind="reports.annual_figures")
    run(job.pk)
    job.refresh_from_db()
    assert job.state == "done", job.error
    return AnnualReport.objects.get(pk=report.pk)


def titles(file):
    made = docx.Document(BytesIO(file))
    return [each.text for each in made.paragraphs if each.style.name.startswith("Heading")]


@pytest.mark.laid_out
def test_another_contract_with_another_form_works_without_code(staff, riina):
    assert staff.post(reverse("reports:contract_add"), {**TYPED, "funders": [riina.pk]}).status_code == 302
    contract = Contract.objects.get(title=TYPED["title"])
    assert contract.slug == "noorte-partnerlus-20252026"
    assert list(contract.funders.all()) == [riina]
    assert contract.history.first().history_user.email == "mari@silab.example"
    imported(staff, contract, {**FILES, "plan_goals.csv": GOALS})
    assert contract.goals.get().outcomes.get().title == "Noortekogud on loodud"
    for kind, heading, english in FORM:
        typed = {"kind": kind, "heading": heading, "heading_en": english, "level": "1"}
        staff.post(f"{reverse('reports:form_add')}?leping={contract.slug}", typed)
    assert FormSection.objects.filter(contract=contract).count() == 4
    report = reported(staff, contract.slug, 2025)
    assert "Järgmine samm" in staff.get(report.get_absolute_url()).text
    wanted = [heading for _kind, heading, _english in FORM]
    form_a = [headings.SUMMARY, headings.GENERAL, headings.PLAN, headings.EVIDENCE, headings.OUTCOMES]
    made = render_report(report)
    assert [failure.message for failure in page.validate_pdf_bytes(made, profile="ua1").failures] == []
    outline = list(bookmarks(PdfReader(BytesIO(made)).outline))
    assert [title for title in outline if title in (*wanted, *form_a)] == wanted
    text = " ".join(" ".join(leaf.extract_text() for leaf in PdfReader(BytesIO(made)).pages).split())
    assert "TEGEVUSSUUND" not in text
    assert [text.rindex(heading) for heading in wanted] == sorted(text.rindex(heading) for heading in wanted)
    assert [title for title in titles(report_docx(report)) if title in (*wanted, *form_a)] == wanted
    english = render_report(report, language="en")
    words = " ".join(" ".join(leaf.extract_text() for leaf in PdfReader(BytesIO(english)).pages).split())
    for _kind, heading, beside in FORM:
        assert f"{heading} {beside}" in words


@pytest.mark.laid_out
def test_a_contract_without_goals_says_so(staff):
    staff.post(reverse("reports:contract_add"), {**TYPED, "slug": "eesmargita"})
    contract = Contract.objects.get(slug="eesmargita")
    assert "Lepingul ei ole veel eesmärke" in staff.get("/plaan/eesmargid/?leping=eesmargita").text
    imported(staff, contract, FILES)
    report = reported(staff, "eesmargita", 2025)
    writing = staff.get(report.get_absolute_url())
    assert writing.status_code == 200
    assert "Lepingul ei ole eesmärke." in writing.text
    assert staff.get(reverse("reports:report_preview", args=[report.pk])).status_code == 200
    made = render_report(report)
    assert [failure.message for failure in page.validate_pdf_bytes(made, profile="ua1").failures] == []
    assert headings.ACTIVITIES in titles(report_docx(report))
    for name in (
        "reports:plan",
        "reports:dashboard",
        "reports:plan_check",
        "reports:form",
        "reports:form_preview",
    ):
        assert staff.get(f"{reverse(name)}?leping=eesmargita").status_code == 200


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"title": ""}, "title"),
        ({"slug": "Täpi tähed"}, "slug"),
        ({"ends_on": "31.12.2024"}, "ends_on"),
        ({"ends_on": "31.12.2925"}, "ends_on"),
        ({"starts_on": "homme"}, "starts_on"),
        ({"starts_on": "01.01.1921", "ends_on": "31.12.1925"}, "starts_on"),
    ],
)
def test_what_a_contract_cannot_be_is_said(staff, typed, field):
    page_shown = staff.post(reverse("reports:contract_add"), {**TYPED, **typed})
    assert field in page_shown.context["form"].errors
    assert not Contract.objects.exists()


def test_days_do_not_leave_a_plan_outside(staff, contract, report):
    url = reverse("reports:contract", args=[contract.slug])
    typed = {**TYPED, "slug": contract.slug, "starts_on": "01.01.2023", "ends_on": "31.12.2024"}
    assert "2022" in staff.post(url, typed).context["form"].errors["starts_on"][0]
    contract.refresh_from_db()
    assert contract.starts_on.year == 2021
    assert staff.get(url).status_code == 200


def test_a_title_and_a_first_day_are_one_contract(staff):
    staff.post(reverse("reports:contract_add"), TYPED)
    shown = staff.post(reverse("reports:contract_add"), TYPED | {"funder_name": "Teine rahastaja"})
    assert "title" in shown.context["form"].errors
    assert Contract.objects.count() == 1


def test_addresses_of_sent_reports_stay(staff, contract, report, make_ready, mari):
    typed = {**TYPED, "slug": "hoopis-muu", "starts_on": "01.05.2021", "ends_on": "31.12.2024"}
    submit(report=make_ready(report), by=mari)
    staff.post(reverse("reports:contract", args=[contract.slug]), typed)
    kept = Contract.objects.get()
    assert (kept.slug, kept.title) == (contract.slug, typed["title"])


def test_the_pages_ask_little(staff, contract, django_assert_max_num_queries):
    for url in (reverse("reports:contracts"), reverse("reports:contract", args=[contract.slug])):
        with django_assert_max_num_queries(15):
            assert staff.get(url).status_code == 200
