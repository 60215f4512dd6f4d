"""Writing a report when something goes wrong meanwhile: not a word is lost."""

import re

import pytest
from playwright.sync_api import expect

from reports.annual.actions import open_report
from reports.annual.notes import write_note
from reports.annual.texts import save_text
from reports.models import Goal, ReportText
from tests.silab.accounts.factories import UserFactory


@pytest.fixture
def draft(contract, mari):
    """The draft of 2021, one text of it written by a colleague."""
    Goal.objects.create(contract=contract, number=1, title="Tõusnud on teadlikkus")
    return open_report(contract=contract, year=2021, by=mari)


def saved():
    return ReportText.objects.get(key="summary").body


def test_no_word_is_lost_to_failures_colleagues_and_signing_out(
    context, page, complaints, draft, mari, enter, leave
):
    field, state = page.locator("#text-summary"), page.locator("#state-summary")
    failure = page.locator("#summary .not-saved")
    enter(mari)
    page.goto(draft.get_absolute_url())

    # The portal does not answer: the text stays, and the button saves it once it does.
    page.route("**/tekst/", lambda route: route.fulfill(status=500))
    field.fill("Aasta oli hea.")
    expect(failure).to_be_visible()
    page.unroute("**/tekst/")
    page.locator("#summary").get_by_role("button", name="Salvesta", exact=True).click()
    expect(failure).to_be_hidden()
    expect(state.get_by_role("status")).to_contain_text("Salvestatud")
    assert saved() == "Aasta oli hea."

    # A colleague saved another text: both stand on the page until the writer decides.
    colleague = UserFactory(name="Kalle Kask", role="staff")
    save_text(report=draft, key="summary", body="Kalle tekst.", revision=1, by=colleague)
    field.fill("Aasta oli väga hea.")
    expect(state.locator(".conflict")).to_contain_text("Kalle Kask")
    expect(state.locator("textarea")).to_have_value("Kalle tekst.")
    expect(field).to_have_value("Aasta oli väga hea.")
    state.get_by_role("button").click()
    expect(state.locator(".conflict")).to_have_count(0)
    assert saved() == "Aasta oli väga hea."

    # Signed out and in again in another tab, whose token is another: the text is saved all the same.
    other = context.new_page()
    other.goto("/")
    leave(other)
    field.fill("Aasta oli raske.")
    expect(failure).to_be_visible()
    enter(mari, other)
    # On coming back, or by itself when signing in took longer than the wait for the next try.
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(failure).to_be_hidden()
    assert saved() == "Aasta oli raske."

    told = re.compile(r"status of (500|409)|Error Code 500 from /aruanded/")
    complaints[:] = [said for said in complaints if not told.search(said)]


def test_what_waits_is_told_beside_the_text_and_falls_away(page, complaints, draft, mari, enter):
    colleague = UserFactory(name="Kalle Kask", role="staff")
    note = write_note(report=draft, key="summary", text="Kas see on kõik?", by=colleague)
    save_text(report=draft, key="materials", body="Uuring.", revision=0, by=colleague)
    ReportText.objects.filter(key="materials").update(is_prefilled=True)
    outline = page.locator(".contents")
    enter(mari)
    page.goto(draft.get_absolute_url())

    # A draft that nobody has read, an open note: both stand in the outline and before submitting.
    expect(outline).to_contain_text("1 mustand lugemata")
    expect(outline).to_contain_text("1 lahtine märkus")
    page.locator("#materials").get_by_role("button", name="Loetud, jääb nii").click()
    expect(outline).not_to_contain_text("mustand lugemata")
    expect(page.locator("#missing")).not_to_contain_text("Lugemata")

    # The note is answered and settled; what is being written stays meanwhile.
    notes = page.locator(f"#markmed-{note.key}")
    notes.get_by_label("Märkus kolleegidele").fill("Lisan veel ühe lause.")
    notes.get_by_role("button", name="Lahendatud").click()
    expect(notes).to_contain_text("kõik lahendatud")
    expect(notes.get_by_label("Märkus kolleegidele")).to_have_value("Lisan veel ühe lause.")
    notes.get_by_role("button", name="Lisa märkus").click()
    expect(notes).to_contain_text("1 lahtine")
    expect(outline).to_contain_text("1 lahtine märkus")

    # English saves itself and leaves the Estonian alone.
    english = page.locator("#inglise-summary")
    english.locator("summary").click()
    english.locator("textarea").fill("A good year.")
    expect(english.get_by_role("status")).to_contain_text("Salvestatud")
    text = ReportText.objects.get(key="summary")
    assert (text.body, text.body_en) == ("", "A good year.")
    page.locator("#text-summary").fill("Hea aasta.")
    expect(page.locator("#state-summary").get_by_role("status")).to_contain_text("Salvestatud")
    assert saved() == "Hea aasta."
