"""A report after it was sent, as its people live it: commented, returned, answered, accepted, published, withdrawn."""

import re

import pytest
from playwright.sync_api import expect

from reports.annual import actions
from reports.annual.outline import missed_targets
from reports.annual.texts import save_text
from reports.models import AnnualReport, Comment, Goal, Outcome
from silab.jobs.models import Job
from silab.jobs.running import run
from tests.reports.factories import ActivityFactory, TargetFactory

COMMENT = "Palun lisage lugejate arv. <script>alert(1)</script>"
WHOLE = "Täname, lugege märkused läbi."
ANSWER = "Uuringut luges 214 inimest."
REASON = "Kulude tabelis oli viga."


@pytest.fixture
def sent(contract, mari):
    """The report of 2021 with one missed target, sent to Riina."""
    goal = Goal.objects.create(contract=contract, number=1, title="Tõusnud on teadlikkus")
    Outcome.objects.create(goal=goal, number=1, title="Ametnikud oskavad kaasata")
    activity = ActivityFactory(contract=contract, year=2021, number=1)
    TargetFactory(activity=activity, measure="trainings.trainings_held", amount=2, label="Koolitust")
    return submitted(actions.open_report(contract=contract, year=2021, by=mari), mari)


def submitted(report, mari):
    actions.take_figures(report=report, by=mari)
    report = AnnualReport.objects.get(pk=report.pk)
    for target in missed_targets(report.snapshot.figures):
        key = f"deviation:target:{target['pk']}"
        if not report.texts.filter(key=key).exists():
            save_text(report=report, key=key, body="Valimised lükkasid töö edasi.", revision=0, by=mari)
    run(actions.request_pdf(report=report, by=mari).pk)
    return actions.submit(report=AnnualReport.objects.get(pk=report.pk), by=mari)


def test_a_report_is_commented_answered_accepted_published_and_withdrawn(
    page, sent, mari, riina, enter, leave, on_phone, assert_fits, assert_accessible
):
    enter(riina)
    comment_beside_a_part(page, assert_accessible)
    on_phone()
    assert_fits()
    page.get_by_label("Märkus kogu aruande kohta").fill(WHOLE)
    page.get_by_role("button", name="Saada märkustega tagasi").click()
    expect(page.get_by_text("Aruanne saadeti Silabile tagasi.")).to_be_visible()
    leave()

    page.set_viewport_size({"width": 1280, "height": 900})
    enter(mari)
    second = answer(page, sent, assert_accessible)
    submitted(second, mari)
    leave()

    enter(riina)
    page.goto(f"/rahastaja/aruanne/{second.pk}/")
    expect(page.locator("#oeldud")).to_contain_text(ANSWER)
    page.get_by_label("Olen aruande läbi lugenud").check()
    page.get_by_role("button", name="Võta aruanne vastu").click()
    expect(page.get_by_text("Aruanne on vastu võetud.")).to_be_visible()
    run(Job.objects.get(kind="reports.annual_stamp").pk)
    page.reload()
    expect(page.get_by_role("link", name="Laadi templiga PDF alla")).to_be_visible()
    leave()

    enter(mari)
    page.goto(f"/aruanded/{second.pk}/")
    page.get_by_role("link", name="Avalda…").click()
    page.get_by_role("button", name="Jah, avalda").click()
    expect(page.get_by_text("Aruanne on avalik.")).to_be_visible()
    leave()

    read_in_public(page, assert_fits, assert_accessible)
    public = page.url
    page.set_viewport_size({"width": 1280, "height": 900})
    enter(mari)
    page.goto(f"/aruanded/{second.pk}/")
    page.get_by_role("link", name="Võta aruanne tagasi…").click()
    page.get_by_label("Põhjus").fill(REASON)
    page.get_by_role("button", name="Jah, võta tagasi").click()
    expect(page.get_by_text(REASON).first).to_be_visible()
    leave()
    page.goto(public)
    expect(page.get_by_text(REASON)).to_be_visible()
    expect(page.get_by_role("link", name="Laadi PDF alla")).to_have_count(0)


def comment_beside_a_part(page, assert_accessible):
    page.get_by_role("link", name="2021–2024, 2021").click()
    row = page.locator('tr[data-part^="outcome:"]')
    row.get_by_role("button", name="Lisa märkus").click()
    beside = page.locator(".remark-row")
    beside.get_by_role("textbox").fill(COMMENT)
    expect(beside.get_by_role("status")).to_contain_text("Salvestatud")
    assert Comment.objects.get().is_draft
    page.reload()
    expect(page.locator(".remark-row textarea")).to_have_value(COMMENT)
    assert_accessible()


def answer(page, sent, assert_accessible):
    page.goto(f"/aruanded/{sent.pk}/")
    expect(page.locator("#oeldud")).to_contain_text(COMMENT)
    page.get_by_role("button", name="Ava järgmine versioon").click()
    expect(page.locator("#missing")).to_contain_text("2 rahastaja märkust on veel vastuseta")
    page.locator("#missing .unanswered a").first.click()
    said = page.locator(".commented", has_text=COMMENT)
    field = said.get_by_label("Teie vastus rahastajale")
    field.fill(ANSWER)
    expect(said.get_by_role("status")).to_contain_text("Salvestatud")
    with page.expect_response(re.compile("/vastus/")):
        field.blur()  # it is saved once more as it is left, and must not meet a version that was sent
    assert_accessible()
    return AnnualReport.objects.get(version=2)


def read_in_public(page, assert_fits, assert_accessible):
    page.goto("/")
    page.get_by_role("link", name="Avaldatud aruanded").click()
    page.get_by_role("link", name="Aastaaruanne 2021").click()
    expect(page.get_by_text("Valimised lükkasid töö edasi.").first).to_be_visible()
    assert_accessible()
    page.set_viewport_size({"width": 390, "height": 844})
    assert_fits()
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Laadi PDF alla").click()
    assert downloading.value.suggested_filename == "aastaaruanne-silab-2021-2021-v2.pdf"
