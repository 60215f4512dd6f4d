"""A campaign from its draft to the calls, over the demo: the portal says which municipalities got the letter of
2022, and staff write to as many for the call that is open now, then call them, on a laptop and on a phone."""

import pytest
from django.db.models import Q
from playwright.sync_api import expect

from municipalities.models import Contact
from reports.demo import load
from silab.accounts.models import User
from silab.jobs.models import Job
from silab.jobs.running import run
from silab.notices.models import Notice
from trainings.campaigns.calls import mark_of, record_call
from trainings.models import Campaign, CampaignRecipient, Outreach, Training

SUBJECT = "{{omavalitsus}}: kutse meeskonnale"


@pytest.fixture
def demo(transactional_db):
    """The demo as `load_demo` leaves it."""
    load(password=None)


def test_from_the_draft_to_the_calls(
    page, demo, sign_in, on_phone, assert_fits, assert_accessible, complaints
):
    mari = User.objects.get(email="mari@silab.example")
    sign_in(mari)
    look_at_2022(page, assert_accessible)
    written = set(
        Campaign.objects.get(training__slug="koosloome-2022").recipients.values_list(
            "municipality", flat=True
        )
    )
    write(page)
    choose(page, written)
    addresses(page)
    send(page)
    campaign = Campaign.objects.get(title="Kevadine kutse")
    assert Notice.objects.filter(event__startswith=f"trainings.campaign:{campaign.pk}:").count() == 66
    assert Outreach.objects.filter(training=campaign.training, contact__channel="letter").count() == 66
    on_phone()
    call_two(page, campaign)
    assert_fits()
    assert_accessible()
    page.goto(f"/kampaaniad/{campaign.pk}/")
    assert_fits()
    expect(page.locator("svg text").filter(has_text="Telefonil kätte saadud")).to_be_visible()
    second_caller(page, campaign)
    # Chromium names each refused form; there were three, and nothing else.
    refused = [said for said in complaints if "status of 422" in said or "status of 409" in said]
    assert len(refused) == len(complaints) == 3
    complaints.clear()


def look_at_2022(page, assert_accessible):
    """The demo's own campaign: 66 letters, over the contacts that the recruitment counts."""
    page.goto("/koolitused/koosloome-2022/varbamine/")
    page.get_by_role("link", name="Kutse 2022. aasta koolitusprogrammi").click()
    for name, value in (
        ("Kirju saadetud", 66),
        ("Infopäevale registreerunud", 91),
        ("Infopäeval osalenud", 78),
    ):
        expect(page.get_by_role("link", name=f"{name}: {value}", exact=True)).to_be_visible()
    assert_accessible()
    page.get_by_role("link", name="Kirju saadetud: 66", exact=True).click()
    expect(page.get_by_text("66 rida")).to_be_visible()


def write(page):
    """The letter: a field that does not exist is refused beside it, a click puts in one that does."""
    training = Training.objects.get(slug="koosloome-kutse")
    page.goto(f"/kampaaniad/uus/?koolitus={training.slug}")
    page.get_by_label("Pealkiri", exact=True).fill("Kevadine kutse")
    page.get_by_label("Kirja pealkiri").fill("{{vald}}: kutse")
    page.get_by_label("Kiri", exact=True).fill("Tere, {{nimi}}!\n\n<b>Kutse:</b> ")
    page.get_by_role("button", name="{{link}}").click()
    page.get_by_role("button", name="Salvesta ja jätka").click()
    expect(page.locator("#id_subject_error")).to_contain_text("Välja {{vald}} ei ole")
    page.get_by_label("Kirja pealkiri").fill(SUBJECT)
    page.get_by_role("button", name="Salvesta ja jätka").click()


def choose(page, written):
    """The municipalities of 2022 by their boxes (Toila is a part of Jõhvi by now), and Tallinn instead."""
    expect(page.get_by_text("Valitud on 0 omavalitsust")).to_be_visible()
    for box in page.locator("input[name=municipalities]").all():
        if int(box.get_attribute("value")) in written:
            box.check()
    page.get_by_label("Maakond").select_option(label="Harju maakond")
    page.get_by_role("button", name="Näita").click()
    expect(page.get_by_text("Valitud on 65 omavalitsust")).to_be_visible()
    page.get_by_label("Tallinn").check()
    page.get_by_role("button", name="Salvesta ja jätka").click()


def addresses(page):
    """Of Tallinn no address is known: it stands first, and what is typed wrongly is said beside it."""
    expect(page.get_by_text("1 omavalitsusel ei ole aadressi")).to_be_visible()
    tallinn = CampaignRecipient.objects.get(campaign__title="Kevadine kutse", municipality__name="Tallinn")
    for typed in ("vigane", "kogukonnad@tallinn.example"):
        page.locator(f"#id_email-{tallinn.pk}").fill(typed)
        page.get_by_role("button", name="Salvesta ja jätka").click()
        if typed == "vigane":
            expect(page.locator(f"#id_email-{tallinn.pk}_error")).to_be_visible()


def send(page):
    """Each letter is seen as it will go; the button is pressed twice."""
    expect(page.get_by_text("Kiri 1 / 66")).to_be_visible()
    page.get_by_role("navigation", name="Kirjad").get_by_role("link").last.click()
    expect(page.get_by_text("Kiri 2 / 66")).to_be_visible()
    expect(page.locator(".letter pre")).to_contain_text("<b>Kutse:</b> http")
    page.get_by_role("button", name="Saada 66 kirja").dblclick()
    page.wait_for_url("**/kampaaniad/*/")
    # The work of a worker, done here so that the journey need not wait for one.
    job = Job.objects.get(kind="trainings.campaign")
    run(job.pk)
    page.reload()
    expect(page.get_by_text("saadetud").first).to_be_visible()


def call_two(page, campaign):
    """By keys: an outcome's number, then Ctrl+Enter; the next one comes by itself."""
    page.get_by_role("link", name="Kõned").click()
    page.get_by_role("link", name="Helista järgmisele").click()
    # Keys are heard once the page has loaded: its script is what listens.
    page.wait_for_url("**/kampaaniad/koned/*/")
    first = page.locator("h1").inner_text()
    page.keyboard.press("3")
    expect(page.get_by_label("Tuleb")).to_be_checked()
    page.get_by_label("Kokkuvõte").fill("Tulevad viiekesi.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("h1")).not_to_have_text(first)
    page.get_by_text("Ei saanud kätte").click()
    page.get_by_role("button", name="homme").click()
    page.get_by_role("button", name="Salvesta ja helista järgmisele").click()
    expect(page.locator(".alert-success")).to_be_visible()
    called = campaign.recipients.filter(called_at__isnull=False)
    assert sorted(called.values_list("outcome", flat=True)) == ["coming", "not_reached"]
    assert Contact.objects.filter(channel="call", summary__endswith="Tulevad viiekesi.").count() == 1
    page.goto("/omavalitsused/kontaktid/jarel/")
    name = called.get(outcome="not_reached").municipality.name
    expect(page.get_by_role("listitem").filter(has_text=name).first).to_be_visible()


def second_caller(page, campaign):
    """Kaie records a call that Mari has open; Mari is told before anything is kept twice."""
    row = (
        CampaignRecipient.objects.filter(~Q(outcome="coming"), campaign=campaign, called_at=None)
        .order_by("pk")
        .first()
    )
    page.goto(f"/kampaaniad/koned/{row.pk}/")
    page.get_by_text("Huvitatud").click()
    page.get_by_label("Kokkuvõte").fill("Minu jutt.")
    kaie = User.objects.get(email="kaie@silab.example")
    record_call(recipient=row, outcome="declined", seen=mark_of(row), by=kaie)
    page.get_by_role("button", name="Salvesta", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Kaie Kasemets helistas")
    expect(page.get_by_label("Kokkuvõte")).to_have_value("Minu jutt.")
    assert Contact.objects.filter(municipality=row.municipality, summary__contains="Minu jutt").count() == 0
