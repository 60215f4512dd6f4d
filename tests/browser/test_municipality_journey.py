"""An official comes to their municipality: asks, is approved, sees what waits, invites a colleague, loses the right."""

import pytest
from playwright.sync_api import expect

from municipalities.home import access
from municipalities.home.colleagues import path_of
from municipalities.models import ColleagueInvitation, Official
from silab.accounts.enums import Role
from silab.accounts.models import User
from tests.municipalities.factories import CommunityFactory, MunicipalityFactory
from tests.silab.accounts.factories import UserFactory

#: What the browser's console says of an answer that refuses.
EXPECTED = ("404 (Not Found)",)


@pytest.fixture(autouse=True)
def refusals(complaints):
    """What is refused on purpose is no complaint."""
    yield
    complaints[:] = [words for words in complaints if not any(known in words for known in EXPECTED)]


@pytest.fixture
def vald(transactional_db):
    """A municipality with a community that waits."""
    municipality = MunicipalityFactory(name="Uusvald", mail_domain="uusvald.example")
    CommunityFactory(municipality=municipality, name="Metsaküla")
    return municipality


def test_an_official_comes_and_goes(
    page, vald, sign_in, on_phone, assert_accessible, assert_fits, new_context, base_url
):
    on_phone()
    uku = UserFactory(email="uku@mujal.example", name="Uku Uus")
    mari = UserFactory(email="mari@silab.example", name="Mari Mets", role=Role.STAFF)

    def look():
        assert_accessible()
        assert_fits()

    sign_in(uku)
    asks(page, look)
    sign_in(mari)
    staff_approve(page, look)
    sign_in(uku)
    sees_what_waits(page, look)
    invites(page, look)
    colleague_accepts(new_context(), base_url)
    is_told_when_the_right_is_gone(page, uku, look)


def asks(page, look):
    page.goto("/omavalitsused/minu/")
    look()
    page.get_by_role("link", name="Taotlen õigust").click()
    page.get_by_label("Omavalitsus", exact=True).select_option(label="Uusvald")
    page.get_by_label("Teie ametikoht").fill("kogukonnatöö spetsialist")
    look()
    page.get_by_role("button", name="Taotlen").click()
    expect(page.get_by_text("ootab otsust")).to_be_visible()
    look()


def staff_approve(page, look):
    page.goto("/omavalitsused/ligipaasud/")
    look()
    page.get_by_role("link", name="Uku Uus").click()
    look()
    page.get_by_role("button", name="Kinnitan").click()
    expect(page.get_by_text("Uku Uus sai sellest kirja")).to_be_visible()


def sees_what_waits(page, look):
    page.goto("/")
    expect(page.get_by_role("heading", name="Uusvald")).to_be_visible()
    look()
    page.get_by_role("link", name="Otsustage, kas aktsepteerite kogukonna: Metsaküla").click()
    expect(page.get_by_role("heading", name="Metsaküla")).to_be_visible()


def invites(page, look):
    page.goto("/omavalitsused/minu/")
    page.get_by_role("link", name="Kutsuge kolleeg").click()
    look()
    page.get_by_role("button", name="Määran kaasamise eest vastutajaks").click()
    expect(page.get_by_text("Kaasamise eest vastutab nüüd Uku Uus")).to_be_visible()
    page.get_by_label("Kolleegi e-posti aadress").fill("kati@uusvald.example")
    page.get_by_role("button", name="Saadan kutse").click()
    expect(page.get_by_text("Kutse läks aadressile")).to_be_visible()
    look()


def colleague_accepts(browser, base_url):
    page = browser.new_page()
    page.goto(base_url + path_of(ColleagueInvitation.objects.get()))
    page.get_by_label("Ees- ja perekonnanimi").fill("Kati Kask")
    page.get_by_label("Salasõna").fill("seitse-kuuske-maja-taga")
    page.get_by_role("main").get_by_role("button").click()
    expect(page.get_by_role("heading", name="Uusvald")).to_be_visible()
    assert User.objects.get(email="kati@uusvald.example").role == Role.OFFICIAL


def is_told_when_the_right_is_gone(page, uku, look):
    """The form stands open when a colleague takes the right away; what was typed comes back to be copied."""
    page.goto("/omavalitsused/minu/")
    page.get_by_role("link", name="Kutsuge kolleeg").click()
    page.get_by_label("Kolleegi e-posti aadress").fill("sober@mujal.example")
    kati = User.objects.get(email="kati@uusvald.example")
    access.end_right(official=Official.objects.get(user=uku), reason="Läks teise tööle", by=kati)
    page.get_by_role("button", name="Saadan kutse").click()
    expect(page.get_by_role("heading", name="Seda ei salvestatud")).to_be_visible()
    expect(page.get_by_text("sober@mujal.example")).to_be_visible()
    assert not ColleagueInvitation.objects.filter(email="sober@mujal.example").exists()
    look()
