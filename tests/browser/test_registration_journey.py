"""A team is registered by someone who has never seen the portal: from the call to the sent application, with a
break in the middle, and each member's word."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from playwright.sync_api import expect

from silab.notices.models import Notice
from tests.municipalities.factories import MunicipalityFactory
from tests.silab.accounts.factories import PASSWORD
from tests.trainings.factories import CallFactory
from trainings.models import Application, StateChange

PEOPLE = [
    ("Uku Uus", "uku@uusvald.example", "omavalitsus", "", ""),
    ("Salme Sarapuu", "salme@uusvald.example", "omavalitsus", "", ""),
    ("Heli Heinsaar", "heli@seltsiks.example", "vabaühendus", "MTÜ Seltsiks", "80000014"),
    ("Priit Põldsaar", "priit@seltsiks.example", "vabaühendus", "MTÜ Seltsiks", "80000014"),
]


#: What the browser's console says of a page that lacks something, and of the connection that is cut on purpose.
EXPECTED = ("422 (Unprocessable Entity)", "ERR_FAILED", "htmx:afterRequest", "htmx:sendError")


@pytest.fixture(autouse=True)
def expected(complaints):
    """What is expected to go wrong is no complaint."""
    yield
    complaints[:] = [words for words in complaints if not any(known in words for known in EXPECTED)]


@pytest.fixture
def call(transactional_db):
    """An open call, and the municipality of the address by which one signs up."""
    cache.clear()  # how often one address may sign up
    MunicipalityFactory(name="Uusvald", mail_domain="uusvald.example")
    MunicipalityFactory(name="Vanavald")
    return CallFactory(slug="koosloome", name="Koosloome arenguprogramm", places={"Tartu": 7, "Pärnu": 7})


@pytest.mark.parametrize("width", ["wide", "phone"])
def test_a_team_is_registered(
    page, call, width, on_phone, assert_accessible, assert_fits, context, new_context, base_url
):
    if width == "phone":
        on_phone()

    def look():
        assert_fits()
        assert_accessible()

    sign_up(page, look)
    choose_the_municipality(page, look)
    name_two_members(page, look)
    page.close()
    page = context.new_page()
    if width == "phone":
        page.set_viewport_size({"width": 390, "height": 844})
    page.set_default_timeout(15_000)
    take_it_up_again(page)
    name_the_others(page)
    tell_of_the_service(page, context)
    undertake(page)
    check_and_send(page)
    confirm_by_link(new_context(), base_url)
    page.goto("/avaldused/")
    page.get_by_role("link", name="Koosloome arenguprogramm").click()
    expect(page.get_by_text("2 / 4")).to_be_visible()


def sign_up(page, look):
    page.goto("/avaldused/uus/koosloome/")
    look()
    page.get_by_role("link", name="Loo konto ja alusta").click()
    page.locator("input[name=name]").fill("Uku Uus")
    page.locator("input[name=email]").fill("uku@uusvald.example")
    for field in ("password1", "password2"):
        page.locator(f"input[name={field}]").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Looge konto").click()
    expect(page).to_have_url(re.compile("confirm-email"))
    page.goto(re.search(r"https?://\S+(/konto/confirm-email/\S+)", mail.outbox[0].body)[1])
    page.get_by_role("main").get_by_role("button").click()


def choose_the_municipality(page, look):
    expect(page.get_by_role("heading", name="Omavalitsus", level=1)).to_be_visible()
    expect(page.get_by_label("Omavalitsus", exact=True)).to_have_value("Uusvald")
    look()
    page.get_by_role("button", name="Salvesta ja jätka").click()


def fill_member(page, n):
    name, email, side, ngo, code = PEOPLE[n]
    page.locator(f"#m{n}-name").fill(name)
    page.locator(f"#m{n}-email").fill(email)
    page.locator(f"#m{n}-role").select_option(label=side)
    if ngo:
        page.locator(f"#m{n}-organisation").fill(ngo)
        page.locator(f"#m{n}-registry_code").fill(code)


def name_two_members(page, look):
    expect(page.locator("#m0-name")).to_have_value("Uku Uus")
    fill_member(page, 1)
    expect(page.locator("#saved")).to_contain_text("Salvestatud")
    look()


def take_it_up_again(page):
    """The tab was closed in the middle: the same way leads back to where one was."""
    page.goto("/avaldused/uus/koosloome/")
    expect(page.locator("#m1-name")).to_have_value("Salme Sarapuu")


def name_the_others(page):
    fill_member(page, 2)
    page.get_by_role("button", name="Salvesta ja jätka").click()
    expect(
        page.get_by_role("alert").get_by_text("Meeskonnas on 3 liiget, vaja on vähemalt 4.")
    ).to_be_visible()
    fill_member(page, 3)
    page.get_by_role("button", name="Salvesta ja jätka").click()


def tell_of_the_service(page, context):
    """The connection is lost while one types; nothing of it is."""
    page.get_by_label("Teenuse idee").check()
    expect(page.locator("#saved")).to_contain_text("Salvestatud")
    page.route(
        "**/samm/teenus/",
        lambda route: route.abort() if route.request.method == "POST" else route.continue_(),
    )
    page.get_by_label("Teenus või selle idee").fill("Seltsiline üksi elavatele eakatele.")
    expect(page.get_by_text("Ühendust ei ole")).to_be_visible()
    page.get_by_role("button", name="Salvesta ja jätka").click()
    expect(page.get_by_label("Teenus või selle idee")).to_have_value("Seltsiline üksi elavatele eakatele.")
    page.unroute("**/samm/teenus/")
    expect(page.get_by_text("Ühendust ei ole")).to_be_hidden()
    assert Application.objects.get().service == "Seltsiline üksi elavatele eakatele."
    page.get_by_label("kindel kavatsus").check()
    page.get_by_label("Vabaühenduse kogemus").fill("Kümme aastat päevakeskust.")
    page.get_by_label("Pärnu").check()
    page.get_by_role("button", name="Salvesta ja jätka").click()


def undertake(page):
    page.get_by_label("Kinnitan seda kogu meeskonna nimel").check()
    page.get_by_role("button", name="Salvesta ja jätka").click()


def check_and_send(page):
    expect(page.get_by_role("heading", name="Kontrollige vastuseid", level=1)).to_be_visible()
    expect(page.get_by_text("Seltsiline üksi")).to_be_visible()
    page.get_by_role("button", name="Esita avaldus").dblclick()
    expect(page.get_by_role("heading", name="Avaldus on kohal", level=1)).to_be_visible()
    page.go_back()
    page.goto("/avaldused/")
    assert StateChange.objects.count() == 1
    assert Notice.objects.count() == 4


def confirm_by_link(other, base_url):
    notice = Notice.objects.get(recipient="heli@seltsiks.example")
    link = re.search(r"https?://[^/\s]+(/osaleja/kinnitus/\S+)", notice.text)[1]
    page = other.new_page()
    page.goto(f"{base_url}{link}")
    page.get_by_role("button", name="Osalen ja kinnitan seda").click()
    expect(page.get_by_role("heading", name="Aitäh, olete kinnitanud")).to_be_visible()
