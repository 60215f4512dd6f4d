"""A meeting from the invitation to the minutes: staff plan and invite, the invited answer on a phone without an
account, an official answers signed in, who was there is tapped at the door, the minutes are written and read."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from networks.meetings.links import answer_url, minutes_url
from networks.models import Meeting
from silab.accounts.models import Person
from silab.measures import Period, get
from silab.notices.models import Notice
from tests.networks.factories import DecisionFactory, MembershipFactory, NetworkFactory, RepresentativeFactory


@pytest.fixture
def network(transactional_db, viljandi, anija, jaan):
    """A network of Viljandi, for which Jaan comes, and Anija; something is open since the last meeting."""
    network = NetworkFactory(name="Kaasajate võrgustik")
    jaans = Person.objects.create(name=jaan.name, email=jaan.email, user=jaan)
    other = Person.objects.create(name="Õie Õunapuu", email="oie@anija.example")
    for municipality, person in ((viljandi, jaans), (anija, other)):
        membership = MembershipFactory(network=network, municipality=municipality)
        RepresentativeFactory(membership=membership, person=person)
    DecisionFactory(meeting__network=network, text="Jagada mustandit", municipality=viljandi)
    return network


def test_from_the_invitation_to_the_minutes(
    page, network, mari, jaan, sign_in, on_phone, assert_fits, assert_accessible, base_url, settings
):
    settings.PORTAL_URL = base_url
    sign_in(mari)
    plan_and_invite(page, network)
    assert_accessible()
    meeting = Meeting.objects.get(title="Talvekohtumine")
    on_phone()
    answer_by_link(page, meeting)
    assert_fits()
    assert_accessible()
    sign_in(jaan)
    answer_signed_in(page, meeting)
    assert_fits()
    begin(meeting)
    sign_in(mari)
    tap_who_is_there(page, meeting)
    assert_fits()
    assert_accessible()
    page.set_viewport_size({"width": 1280, "height": 900})
    write_minutes(page, meeting)
    assert_accessible()
    on_phone()
    read_minutes(page, meeting)
    assert_fits()
    year = Period.year(timezone.localdate().year)
    assert get("networks.meetings").count(year) == 1


def plan_and_invite(page, network):
    page.goto(network.get_absolute_url())
    page.get_by_role("link", name="Kavanda kohtumine").click()
    starts = timezone.localtime() + timedelta(days=9)
    page.locator("[name=title]").fill("Talvekohtumine")
    page.locator("[name=starts_at]").fill(f"{starts:%d.%m.%Y} 12:00")
    page.locator("[name=starts_at]").press("Tab")
    expect(page.locator("[name=ends_at]")).to_have_value(f"{starts:%d.%m.%Y} 14:00")
    page.locator("[name=place]").fill("Paide, Pärnu 3")
    page.locator("[name=agenda]").fill("1. Ring")
    page.get_by_role("button", name="Salvesta").click()
    page.get_by_role("button", name="Vaata üle ja saada").click()
    expect(page.get_by_role("heading", name="Kas saata 2 kutset?")).to_be_visible()
    assert not Notice.objects.filter(event__startswith="networks.invitation:").exists()
    page.get_by_role("button", name="Saada kutsed").click()
    expect(page.get_by_text("2 inimest on kutsutud; kirjad on teel.")).to_be_visible()
    assert Notice.objects.filter(event__startswith="networks.invitation:").count() == 2


def answer_by_link(page, meeting):
    page.context.clear_cookies()
    page.goto(answer_url(meeting.invitations.get(person__name="Õie Õunapuu")))
    page.get_by_label("Ei tule", exact=True).check(force=True)
    page.get_by_role("button", name="Saada vastus").click()
    expect(page.get_by_text("Aitäh, teie vastus on kirjas.")).to_be_visible()
    page.get_by_label("Tulen", exact=True).check(force=True)
    page.get_by_role("button", name="Muuda vastust").click()
    expect(page.locator(".facts").get_by_text("tuleb", exact=True)).to_be_visible()


def answer_signed_in(page, meeting):
    page.goto(meeting.get_absolute_url())
    page.get_by_label("Ei tule", exact=True).check(force=True)
    page.get_by_role("button", name="Saada vastus").click()
    expect(page.get_by_text("Aitäh, teie vastus on kirjas.")).to_be_visible()
    expect(page.get_by_text("oie@anija.example")).to_have_count(0)


def begin(meeting):
    """Let the meeting have begun an hour ago and be over by now."""
    now = timezone.now()
    Meeting.objects.filter(pk=meeting.pk).update(
        starts_at=now - timedelta(hours=1), ends_at=now - timedelta(minutes=1)
    )


def tap_who_is_there(page, meeting):
    page.goto(meeting.get_absolute_url())
    page.get_by_role("navigation", name="Talvekohtumine").get_by_role("link", name="Kohalolek").click()
    page.get_by_role("button", name="Õie Õunapuu oli kohal").click()
    expect(page.get_by_text("Kohal oli 1 inimene")).to_be_visible()
    page.locator("[name=name]").fill("Uus Inimene")
    page.get_by_role("button", name="Lisa nimekirja").click()
    expect(page.get_by_text("Kohal oli 2 inimest")).to_be_visible()


def write_minutes(page, meeting):
    page.goto(f"{meeting.get_absolute_url()}protokoll/")
    page.locator("[name=minutes]").fill("Leppisime **kokku**.")
    page.get_by_role("button", name="Salvesta protokoll").click()
    page.locator("#varasemad").get_by_role("button", name="Märgi tehtuks").click()
    expect(page.locator("#varasemad").get_by_text("tehtud").first).to_be_visible()
    page.locator("[name=text]").fill("Koostame juhendi")
    page.get_by_role("button", name="Lisa otsus").click()
    expect(page.locator("#otsused").get_by_text("Koostame juhendi").first).to_be_visible()
    page.goto(f"{meeting.get_absolute_url()}protokoll/")
    page.get_by_role("button", name="Saada protokoll").click()
    expect(page.get_by_text("Protokoll on teel 2 inimesele.")).to_be_visible()


def read_minutes(page, meeting):
    page.context.clear_cookies()
    page.goto(minutes_url(meeting, Person.objects.get(name="Õie Õunapuu")))
    expect(page.get_by_text("Koostame juhendi")).to_be_visible()
    expect(page.get_by_text("Uus Inimene")).to_have_count(0)
