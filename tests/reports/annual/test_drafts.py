"""Drafts made from records: short, factual, Estonian, unread until somebody has read them."""

import pytest
from django.urls import reverse
from django.utils import translation

from reports.annual import actions
from reports.annual.editor import Editor
from reports.annual.errors import ReportClosed
from reports.annual.prefill import drafts, renew
from reports.annual.support import Support, line, matched
from reports.annual.texts import save_text
from reports.models import Goal, Indicator, Outcome
from silab.measures import Period
from tests.reports.factories import CostFactory

HTMX = {"HX-Request": "true"}


@pytest.fixture
def staff(client, mari):
    client.force_login(mari)
    return client


@pytest.fixture
def outcome(contract):
    """An outcome that speaks of what the measure counts, and one that does not."""
    goal = Goal.objects.get()
    Outcome.objects.create(goal=goal, number=3, title="Elanikud on teadlikud oma rollist")
    return Outcome.objects.create(goal=goal, number=2, title="Kulusid on kogu maakonnas vähem")


def test_indicators_and_outcomes_begin_with_their_records(outcome, report):
    texts = {row.key: row for row in report.texts.all()}
    begun, later = Indicator.objects.order_by("letter")
    indicator = texts[f"indicator:{begun.pk}"]
    assert indicator.is_prefilled
    assert indicator.body.startswith("2022. aasta andmetes:")
    assert "Kulusid: **2 " in indicator.body
    assert "Ruumirent OÜ (KULU-" in indicator.body
    assert f"indicator:{later.pk}" not in texts
    assert "Ruumirent OÜ (KULU-" in texts[f"outcome:{outcome.pk}"].body
    others = Outcome.objects.exclude(pk=outcome.pk)
    assert not any(f"outcome:{row.pk}" in texts for row in others)


def test_drafts_are_in_estonian_whoever_opens_the_report(contract, mari):
    with translation.override("en"):
        report = actions.open_report(contract=contract, year=2022, by=mari)
    assert "aasta andmetes" in report.texts.get(key__startswith="indicator:").body


def test_a_year_without_records_has_no_drafts(contract, mari):
    assert not actions.open_report(contract=contract, year=2024, by=mari).texts.exists()


def test_many_records_are_named_by_the_first_of_them(contract, test_measures):
    CostFactory.create_batch(20, activity=contract.activities.get())
    said = line(Support(test_measures["test.count"], Period.year(2022), ""), contract)
    assert said.count("KULU-") == 6
    assert "ja veel 16" in said


def test_a_word_that_all_outcomes_share_tells_nothing(contract, test_measures):
    goal = Goal.objects.get()
    rows = [
        Outcome(pk=1, goal=goal, number=1, title="Kogukonnad on ennast määratlenud"),
        Outcome(pk=2, goal=goal, number=2, title="Kogukonnad osalevad otsustamises"),
        Outcome(pk=3, goal=goal, number=3, title="Kogukondadel on eestkõneleja"),
    ]
    decide = Support(test_measures["test.count"], Period.year(2022), "Kogukondade osalus otsustes")
    shared = Support(test_measures["test.sum"], Period.year(2022), "Kogukonnad kokku")
    assert matched(rows, [decide, shared]) == {1: [], 2: [decide], 3: []}


def test_read_and_kept_as_it_is(staff, report):
    draft = report.texts.filter(is_prefilled=True).first()
    assert "Loetud, jääb nii" in staff.get(report.get_absolute_url()).text
    unread = len(Editor(report).cautions)
    posted = {"key": draft.key, "body": draft.body, "revision": draft.revision}
    part = staff.post(reverse("reports:report_text", args=[report.pk]), posted, headers=HTMX)
    assert "Loetud, jääb nii" not in part.text
    draft.refresh_from_db()
    assert not draft.is_prefilled
    assert len(Editor(report).cautions) == unread - 1
    assert drafts(report)[draft.key] == draft.body


def test_drafts_made_anew_leave_what_people_read_or_wrote(staff, report, contract, mari):
    read, emptied = report.texts.filter(is_prefilled=True).order_by("key")
    save_text(report=report, key=read.key, body=read.body, revision=1, by=mari)
    CostFactory(activity=contract.activities.get(), supplier="Uus OÜ")
    assert renew(report=report, by=mari) == 1
    texts = {row.key: row for row in report.texts.all()}
    assert (texts[read.key].body, texts[read.key].is_prefilled) == (read.body, False)
    assert "Uus OÜ" in texts[emptied.key].body
    assert texts[emptied.key].is_prefilled
    save_text(report=report, key=emptied.key, body="", revision=2, by=mari)
    page = staff.post(reverse("reports:report_drafts", args=[report.pk]), follow=True)
    assert "ütlevad juba sama" in page.text
    assert report.texts.get(key=emptied.key).body == ""


def test_a_closed_reports_drafts_stay(report, make_ready, mari):
    report = actions.submit(report=make_ready(report), by=mari)
    with pytest.raises(ReportClosed):
        renew(report=report, by=mari)
