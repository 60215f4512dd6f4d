"""The year's report from its figures to the funder's answer, as its people live it."""

import re
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import expect

from reports.models import AnnualReport, Goal, Indicator, Outcome
from silab.jobs.models import Job
from tests.reports.factories import ActivityFactory, TargetFactory
from tests.trainings.factories import TrainingFactory

#: A slow machine makes and shows a PDF in this many milliseconds at worst.
SLOWEST = 60_000
TYPED = "Aasta oli hea. <script>alert(1)</script>"
REASON = "Pandeemia lükkas kursused edasi."
COMMENT = "Palun täpsustage, millal kursused valmivad."


pytestmark = pytest.mark.usefixtures("no_dialogs")


@pytest.fixture
def plan_of_2021(contract):
    """One target reached by two trainings, and one missed."""
    goal = Goal.objects.create(contract=contract, number=1, title="Tõusnud on teadlikkus")
    Outcome.objects.create(goal=goal, number=1, title="Ametnikud oskavad kaasata")
    Indicator.objects.create(
        goal=goal, letter="a", title="Koolituste arv", measure="trainings.trainings_held"
    )
    activity = ActivityFactory(contract=contract, year=2021, number=1)
    TargetFactory(
        activity=activity, measure="trainings.trainings_held", amount=2, label="Koolitust läbi viidud"
    )
    TargetFactory(
        activity=activity, measure="trainings.courses_developed", amount=4, label="Kursust välja töötatud"
    )
    for name, day in (("Kaasamise algkursus", 5), ("Kaasamise jätkukursus", 12)):
        TrainingFactory(name=name, contract=contract, sessions=[date(2021, 10, day)])
    return contract


@pytest.mark.services
def test_a_report_goes_to_the_funder_and_comes_back(
    page, plan_of_2021, mari, riina, jaan, enter, leave, on_phone, assert_fits, celery_worker
):
    enter(mari)
    open_a_figure_to_its_records(page)
    write_the_report(page, celery_worker)
    make_its_pdf(page, celery_worker)
    address = page.url.partition("#")[0]
    submit(page)
    leave()

    on_phone()
    enter(riina)
    read_and_download(page, assert_fits)
    return_it(page)
    leave()

    page.set_viewport_size({"width": 1280, "height": 900})
    enter(mari)
    page.goto(address)
    expect(page.locator(".lead")).to_contain_text("tagastatud")
    expect(page.locator("blockquote")).to_contain_text(COMMENT)
    page.get_by_role("button", name="Ava järgmine versioon").click()
    expect(page.locator(".returned blockquote")).to_contain_text(COMMENT)
    expect(page.locator("#text-summary")).to_have_value(TYPED)
    leave()

    enter(jaan)
    assert page.request.get(address).status == 404
    assert page.request.get(f"{address}pdf/").status == 404


def open_a_figure_to_its_records(page):
    page.get_by_role("navigation").get_by_role("link", name="Töölaud").first.click()
    page.get_by_role("navigation", name="Aasta", exact=True).get_by_role("link", name="2021").click()
    page.get_by_role("link", name="Koolitust läbi viidud: 2").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Toimunud koolitused: 2 koolitust")
    for name in ("Kaasamise algkursus", "Kaasamise jätkukursus"):
        expect(page.get_by_text(name).first).to_be_visible()


def write_the_report(page, celery_worker):
    page.get_by_role("navigation").get_by_role("link", name="Aruanded").first.click()
    page.get_by_label("Leping ja aasta").select_option("2021")
    page.get_by_role("button", name="Ava aruanne").click()
    type_into(page, "summary", TYPED)
    page.get_by_role("button", name="Fikseeri andmed").dblclick()
    expect(page.locator("#figures-job .job")).to_have_attribute("data-state", "queued")
    worker = celery_worker()
    expect(page.get_by_role("button", name="Fikseeri andmed uuesti")).to_be_visible(timeout=SLOWEST)
    worker.kill_all()
    assert [job.state for job in Job.objects.filter(kind="reports.annual_figures")] == ["done"]
    expect(page.locator("#text-summary")).to_have_value(TYPED)
    reason = page.locator("#missing a[href^='#deviation-target-']")
    type_into(page, reason.get_attribute("href").removeprefix("#"), REASON)


def type_into(page, part, text):
    """Type into a part and wait until it has saved itself, also once more as the field is left."""
    field, state = page.locator(f"#text-{part}"), page.locator(f"#state-{part}")
    field.press_sequentially(text)
    expect(state.get_by_role("status")).to_contain_text("Salvestatud")
    with page.expect_response(re.compile("/tekst/$")):
        field.blur()


def make_its_pdf(page, celery_worker):
    page.get_by_role("button", name="Tee PDF").dblclick()
    waiting = page.locator("#pdf-job .job")
    expect(waiting).to_have_attribute("data-state", "queued")
    expect(waiting.get_by_role("progressbar")).to_be_visible()
    celery_worker()
    expect(page.locator("#pdf")).to_contain_text("Ajakohane.", timeout=SLOWEST)
    expect(page.locator("#pdf .job progress")).to_have_count(0)
    assert [job.state for job in Job.objects.filter(kind="reports.annual_pdf")] == ["done"]


def submit(page):
    expect(page.locator("#missing")).to_contain_text("Kõik vajalik on olemas.")
    page.get_by_role("button", name="Esita rahastajale").click()
    expect(page.get_by_text("Aruanne on esitatud")).to_be_visible()


def read_and_download(page, assert_fits):
    page.get_by_role("link", name=re.compile("2021–2024, 2021$")).click()
    expect(page.get_by_text(TYPED)).to_be_visible()
    expect(page.get_by_text(REASON)).to_be_visible()
    assert_fits()
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Laadi PDF alla").click()
    pdf = Path(downloading.value.path()).read_bytes()
    assert pdf.startswith(b"%PDF")
    assert sha256(pdf).hexdigest() == AnnualReport.objects.get().pdf_sha256


def return_it(page):
    page.get_by_label("Märkus kogu aruande kohta").fill(COMMENT)
    page.get_by_role("button", name="Saada märkustega tagasi").click()
    expect(page.get_by_text("Aruanne saadeti Silabile tagasi.")).to_be_visible()
