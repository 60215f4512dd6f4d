"""Writing a report when something goes wrong meanwhile: not a word is lost."""

import re

import pytest
from playwright.sync_api import expect

from reports.annual.actions import open_report
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
    with page.expect_response(re.compile("/tekst/$")) as answer:
        page.evaluate("window.dispatchEvent(new Event('focus'))")
    assert answer.value.status == 200
    expect(failure).to_be_hidden()
    assert saved() == "Aasta oli raske."

    told = re.compile(r"status of (500|409)|Error Code 500 from /aruanded/")
    complaints[:] = [said for said in complaints if not told.search(said)]
