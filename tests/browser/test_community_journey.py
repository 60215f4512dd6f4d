"""A community from its own words to a figure: a representative defines it on a phone, the official sends it back and
then accepts it, its spokesperson changes, and indicator 2.a moves by one with evidence that names the community."""

import re
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import expect

from municipalities.models import Community, Spokesperson
from reports.evidence import figure_url
from silab.measures import Period
from silab.notices.models import Notice
from tests.municipalities.factories import CommunityFactory, MunicipalityFactory

MEASURE = "communities.municipalities_with_accepted"
WIDE = {"width": 1280, "height": 900}


@pytest.fixture(autouse=True)
def expected(complaints):
    """How often the form was sent before is forgotten; a form that asks back is a complaint to the browser alone."""
    cache.clear()
    yield
    complaints[:] = [words for words in complaints if "422 (Unprocessable Entity)" not in words]


@pytest.fixture
def figure_of_2a(contract, anija):
    """The address of indicator 2.a this year, where one municipality counts already."""
    today = timezone.localdate()
    contract.ends_on = date(today.year, 12, 31)
    contract.save()
    CommunityFactory(municipality=anija, accepted=True, name="Kehra")
    MunicipalityFactory(name="Viljandi linn", kind="linn")
    return figure_url(MEASURE, contract, today.year, Period(date(today.year, 1, 1), date(today.year, 12, 31)))


def test_from_its_own_words_to_the_figure(
    page,
    figure_of_2a,
    jaan,
    mari,
    viljandi,
    sign_in,
    context,
    base_url,
    settings,
    on_phone,
    assert_fits,
    assert_accessible,
):
    settings.PORTAL_URL = base_url
    sign_in(mari)
    assert count_of(page, figure_of_2a) == 1
    context.clear_cookies()
    on_phone()
    define(page, assert_fits, assert_accessible)
    confirm(page)
    sign_in(jaan)
    send_back(page, viljandi)
    correct(page)
    accept(page, viljandi)
    assert_fits()
    first_spokesperson(page)
    hand_over(page, assert_fits, assert_accessible)
    page.set_viewport_size(WIDE)
    sign_in(mari)
    assert count_of(page, figure_of_2a) == 2
    row = page.get_by_role("row").filter(has_text="Ramsi alevik")
    expect(row).to_contain_text("Viljandi vald")


def count_of(page, address):
    page.goto(address)
    return int(re.search(r": (\d+)", page.locator("h1").inner_text())[1])


def link_of(template):
    """Return the personal link in the latest mail of this template."""
    notice = Notice.objects.filter(template=f"municipalities/mail/{template}").latest("pk")
    return re.search(r"https?://\S+", notice.text)[0]


def define(page, assert_fits, assert_accessible):
    page.goto("/omavalitsused/maara-kogukond/")
    assert_fits()
    assert_accessible()
    page.get_by_label("Omavalitsus", exact=True).fill("Viljandi")
    page.get_by_label("Kogukonna nimi").fill("Ramsi alevik")
    page.get_by_label("alevik", exact=True).check()
    page.get_by_label("Kes te kogukonnana olete?").fill("Oleme Ramsi inimesed.")
    page.get_by_label("Kus või mille ümber?").fill("Ramsi")
    page.get_by_label("Teie nimi").fill("Tiina Talu")
    page.get_by_label("Teie e-posti aadress").fill("tiina@ramsi.example")
    send = page.get_by_role("button", name="Saada kinnituslink")
    send.click()
    # A bare name may be the city or the rural municipality: the portal asks.
    expect(page.get_by_role("alert")).to_contain_text("Viljandi")
    page.get_by_label("Viljandi vald").check()
    send.click()
    expect(page.get_by_text("tiina@ramsi.example")).to_be_visible()
    assert not Community.objects.filter(name="Ramsi alevik").exists()


def confirm(page):
    page.goto(link_of("proposal_confirm"))
    page.get_by_role("button", name="Kinnita ja saada omavalitsusele").click()
    expect(page.get_by_role("main")).to_contain_text("Nüüd on järg omavalitsuse käes")


def send_back(page, viljandi):
    page.goto(f"/omavalitsused/minu/{viljandi.pk}/")
    page.get_by_role("link", name=re.compile("Otsustage.*Ramsi alevik")).click()
    page.get_by_text("Saada põhjendusega tagasi").click()
    page.get_by_label("Miks").fill("Kirjeldage piiri täpsemalt.")
    page.get_by_role("button", name="Saada tagasi").click()
    expect(page.get_by_text("tagasi saadetud").first).to_be_visible()


def correct(page):
    page.goto(link_of("community_sent_back"))
    expect(page.get_by_text("Kirjeldage piiri täpsemalt.")).to_be_visible()
    page.get_by_label("Kus või mille ümber?").fill("Ramsi aleviku piirid")
    page.get_by_role("button", name="Saada omavalitsusele uuesti").click()
    expect(page.get_by_role("main")).to_contain_text("Nüüd on järg omavalitsuse käes")


def accept(page, viljandi):
    page.goto(f"/omavalitsused/minu/{viljandi.pk}/")
    page.get_by_role("link", name=re.compile("Otsustage.*Ramsi alevik")).click()
    page.get_by_role("button", name="Aktsepteeri").click()
    expect(page.get_by_text("aktsepteeritud").first).to_be_visible()
    assert Notice.objects.filter(template="municipalities/mail/community_accepted").count() == 1


def first_spokesperson(page):
    page.get_by_role("link", name="Lisa eestkõneleja").click()
    page.get_by_label("Nimi", exact=True).fill("Tiina Talu")
    page.get_by_label("Volitus alates").fill((timezone.localdate() - timedelta(days=30)).isoformat())
    page.get_by_role("button", name="Salvesta volitus").click()
    expect(page.get_by_text("Tiina Talu").first).to_be_visible()


def hand_over(page, assert_fits, assert_accessible):
    page.get_by_role("link", name="Anna üle").click()
    assert_accessible()
    page.get_by_label("Nimi", exact=True).fill("Kalle Kuusk")
    page.get_by_role("button", name="Anna üle").click()
    expect(page.get_by_text("Kalle Kuusk").first).to_be_visible()
    assert_fits()
    today = timezone.localdate()
    names = Spokesperson.objects.order_by("mandate_from").values_list("person__name", "mandate_to")
    assert list(names) == [("Tiina Talu", today - timedelta(days=1)), ("Kalle Kuusk", None)]
