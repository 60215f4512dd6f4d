"""A part's English beside its Estonian: saved alike, never in each other's way, printed in the English edition."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from reports.annual import actions
from reports.annual.document import Document
from reports.annual.english import EnglishConflict, mark, save_english
from reports.annual.errors import ReportClosed
from reports.annual.texts import LONGEST, save_text
from silab.accounts.models import User

HTMX = {"HX-Request": "true"}


@pytest.fixture
def staff(client, mari):
    client.force_login(mari)
    return client


def typed(body, began=""):
    return {"key": "summary", "body_en": body, "began": began or mark("")}


def test_english_and_estonian_are_written_at_once(report, mari):
    kaie = User.objects.create_user("kaie@silab.example", "x", name="Kaie Kask", role="staff")
    save_text(report=report, key="summary", body="Hea aasta.", revision=0, by=mari)
    save_english(report=report, key="summary", body="A good year.", began=mark(""), by=kaie)
    text = save_text(report=report, key="summary", body="Väga hea aasta.", revision=1, by=mari)
    assert (text.body, text.body_en, text.saved_by) == ("Väga hea aasta.", "A good year.", mari)
    assert "<p>A good year.</p>" in Document(report, language="en").summary
    assert "Väga hea aasta." in Document(report).summary


def test_nobody_overwrites_anothers_english_unseen(staff, report, mari):
    address = reverse("reports:report_english", args=[report.pk])
    first = staff.post(address, typed("First"), headers=HTMX)
    assert first.status_code == 200
    with pytest.raises(EnglishConflict) as conflict:
        save_english(report=report, key="summary", body="Second", began=mark(""), by=mari)
    assert (conflict.value.theirs, conflict.value.who) == ("First", mari)
    part = staff.post(address, typed("Second"), headers=HTMX)
    assert part.status_code == 409
    assert "First" in part.text
    page = staff.post(address, typed("Second"))
    assert page.status_code == 409
    assert "First" in page.text
    assert "Second</textarea>" in page.text
    kept = staff.post(address, {**typed("Second"), "began": [mark(""), mark("First")]})
    assert kept.status_code == 302
    assert report.texts.get(key="summary").body_en == "Second"


def test_a_draft_is_still_unread_when_its_english_is_written(report, mari):
    draft = report.texts.filter(is_prefilled=True).first()
    saved = save_english(report=report, key=draft.key, body="Text", began=mark(""), by=mari)
    assert (saved.is_prefilled, saved.revision) == (True, 1)


def test_bad_english_is_refused_and_stays_on_the_page(staff, report, make_ready, mari):
    address = reverse("reports:report_english", args=[report.pk])
    page = staff.post(address, typed("x" * (LONGEST + 1)))
    assert page.status_code == 422
    assert "mahub kuni 200\xa0000" in page.text
    assert "x" * (LONGEST + 1) in page.text
    assert (
        save_english(report=report, key="summary", body="a\x00b\x0bc", began=mark(""), by=mari).body_en
        == "abc"
    )
    assert staff.post(address, {**typed("x"), "key": "outcome:999999"}).status_code == 404


def test_a_closed_report_takes_no_english(report, make_ready, mari):
    report = actions.submit(report=make_ready(report), by=mari)
    with pytest.raises(ReportClosed):
        save_english(report=report, key="summary", body="Late", began=mark(""), by=mari)
    with pytest.raises(ValidationError):
        save_english(report=report, key="summary", body="x" * (LONGEST + 1), began=mark(""), by=mari)
