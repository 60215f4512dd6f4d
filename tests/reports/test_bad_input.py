"""What people see of bad input: the reason in Estonian beside its field, what they typed kept, nothing recorded."""

import io
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from lxml import html

from reports.amendments.actions import amend_plan
from reports.annual.actions import open_report, take_figures
from reports.annual.pdf import render_report
from reports.enums import AmendmentSource
from reports.models import Activity, Amendment, AnnualReport, Cost, Target
from reports.plan.files import plan_csv
from reports.rows import PlanRows
from silab.jobs.models import Job
from silab.jobs.running import run
from tests.reports.amendments.test_pages import three_trainings

COST = "/plaan/kulud/uus/?leping=silab-2021"
IMPORT = "/plaan/kulud/tuua/?leping=silab-2021"
HEADING = "Kuupäev;Dokumendi nr;Hankija;Summa km-ga;Käibemaks;Selgitus;Projekt"
LINE = "01.03.2022;A-1;Õpiruum OÜ;1 200,50;200,08;Saal;2022/1"
CREDIT = "05.03.2022;A-2;Õpiruum OÜ;-120,00;-20,00;Kreeditarve;2022/1"


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr("silab.jobs.tasks.run_job.apply_async", lambda *args, **options: None)


@pytest.fixture
def typed(real_plan):
    """What a person types for an invoice."""
    return {
        "activity": str(Activity.objects.get(contract=real_plan, year=2022, number=1).pk),
        "on": "01.03.2022",
        "document_number": "A-17",
        "supplier": "Ruumirent OÜ",
        "amount": "1 200,50",
        "vat": "200,08",
        "description": "Saal Põltsamaal",
    }


def said_beside(answer, name):
    """Return the words beside a field, which its control names as its description."""
    page = html.fromstring(answer.content)
    field = page.xpath(f"//*[@name='{name}']")[0]
    told = [
        word
        for key in field.get("aria-describedby", "").split()
        for word in page.xpath(f"//*[@id='{key}']//text()")
    ]
    return " ".join(" ".join(told).split())


def held_in(answer, names):
    """Return what stands in the page's fields."""
    page = html.fromstring(answer.content)
    held = {}
    for name in names:
        field = page.xpath(f"//*[@name='{name}']")[0]
        chosen = field.xpath(".//option[@selected]/@value") if field.tag == "select" else [field.get("value")]
        held[name] = (chosen or [field.text])[0]
    return held


def bomb():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 130_000_000)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "wrong", "words"),
    [
        ("on", "01.03.2031", "Kuupäev jääb lepingu ajast välja (01.05.2021–31.12.2024)."),
        ("amount", "1e30", "Siia käib summa, näiteks 1 234,50."),
        ("amount", "9" * 31, "Arv on liiga pikk"),
        ("amount", "0", "Summa ei saa olla 0."),
    ],
)
def test_a_wrong_cost_is_told_beside_its_field(as_staff, typed, name, wrong, words):
    answer = as_staff.post(COST, typed | {name: wrong})
    assert words in said_beside(answer, name)
    assert held_in(answer, typed) == typed | {name: wrong}
    assert not Cost.objects.exists()


def test_a_credit_note_is_shown_and_counted(as_staff, typed):
    as_staff.post(COST, typed)
    done = as_staff.post(COST, typed | {"amount": "-120,00", "vat": "-20,00"}, follow=True)
    assert "-120,00\xa0€" in done.text.replace("−", "-")
    assert "1\xa0080,50\xa0€" in done.text


def test_an_export_as_accountants_make_them_is_recorded_from_the_page(as_staff, real_plan):
    file = SimpleUploadedFile("kulud.csv", "\r\n".join((HEADING, LINE, CREDIT)).encode("utf-8-sig"))
    page = as_staff.post(IMPORT, {"contract": real_plan.pk, "file": file}, follow=True)
    assert page.context["is_ready"]
    choices = {f"column-{key}": heading for key, heading in page.context["look"]["columns"].items()}
    decided = {f"name-{place}": "2022/1" for place in range(len(page.context["look"]["names"]))}
    as_staff.post(page.request["PATH_INFO"], {**choices, **decided, "funding": "contract", "import": "1"})
    run(Job.objects.get().pk)
    assert sorted(Cost.objects.values_list("amount", flat=True)) == [Decimal(-120), Decimal("1200.50")]


def test_a_heading_that_comes_twice_is_named_by_its_row(as_staff, real_plan):
    file = SimpleUploadedFile("kulud.csv", "\n".join((HEADING, LINE, HEADING, CREDIT)).encode())
    page = as_staff.post(IMPORT, {"contract": real_plan.pk, "file": file}, follow=True)
    assert not page.context["is_ready"]
    words = " ".join(html.fromstring(page.content).text_content().split())
    assert "See on päis teist korda. Kustutage rida." in words
    assert not Cost.objects.exists()


@pytest.mark.parametrize(
    ("url", "name"), [(IMPORT, "file"), ("/plaan/tuua/", "files")], ids=["costs", "plan"]
)
def test_a_zip_bomb_is_refused_beside_the_field(as_staff, real_plan, url, name):
    file = SimpleUploadedFile("tabel.xlsx", bomb())
    answer = as_staff.post(url, {"contract": real_plan.pk, name: file})
    assert "tabel.xlsx sisaldab lahtipakituna rohkem" in said_beside(answer, name)
    assert held_in(answer, ["contract"]) == {"contract": str(real_plan.pk)}


def test_amendments_out_of_order_are_refused_beside_the_day(as_staff, real_plan):
    before = PlanRows.of(real_plan)
    amend_plan(
        contract=real_plan,
        plan=three_trainings(real_plan),
        decided_on=date(2022, 9, 1),
        source=AmendmentSource.LETTER,
        reference="Kiri 1",
        reason="Vähem raha",
        by=None,
    )
    files = [SimpleUploadedFile(*file) for file in plan_csv(before).items()]
    page = as_staff.post("/plaan/tuua/", {"contract": real_plan.pk, "files": files}, follow=True)
    typed = {"how": "amendment", "decided_on": "01.02.2022", "source": "letter", "reference": "Kiri 2"}
    typed["reason"] = "Ikka neli koolitust"
    answer = as_staff.post(page.redirect_chain[-1][0], {**typed, "apply": "1"})
    assert "01.09.2022" in said_beside(answer, "decided_on")
    assert "Ikka neli koolitust" in answer.text
    assert held_in(answer, ["decided_on", "reference", "source"]).items() <= typed.items()
    assert Amendment.objects.count() == 1


def test_a_renamed_measure_of_a_target_breaks_no_page_figure_or_file(as_staff, real_plan):
    Target.objects.filter(activity__year=2022, measure="trainings.trainings_held").update(
        measure="trainings.renamed"
    )
    report = open_report(contract=real_plan, year=2022, by=None)
    take_figures(report=report, by=None)
    report = AnnualReport.objects.get(pk=report.pk)
    for url in (
        "/toolaud/?leping=silab-2021&aasta=2022",
        "/plaan/?leping=silab-2021&aasta=2022",
        "/plaan/kontroll/?leping=silab-2021",
        report.get_absolute_url(),
        reverse("reports:report_preview", args=[report.pk]),
    ):
        assert as_staff.get(url).status_code == 200, url
    assert "trainings.renamed" in as_staff.get("/plaan/kontroll/?leping=silab-2021").text
    assert render_report(report).startswith(b"%PDF")
