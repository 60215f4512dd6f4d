"""A programme from the choice of a team to the certificate: staff accept, mark who was there and end it; a member
confirms, hands in and gives feedback by the own links, without an account, on a phone."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from silab.jobs.models import Job
from silab.jobs.running import run
from tests.trainings.factories import CallFactory, SessionFactory, TeamFactory
from trainings.feedback.asking import ask_about_whole, feedback_url
from trainings.links import confirm_url, participant_url
from trainings.models import Certificate, FeedbackRequest, Homework, Participant, Training

#: What the browser's console says of the connection that is cut on purpose.
EXPECTED = ("ERR_FAILED", "htmx:afterRequest", "htmx:sendError")


@pytest.fixture(autouse=True)
def expected(complaints):
    """What is expected to go wrong is no complaint."""
    yield
    complaints[:] = [words for words in complaints if not any(known in words for known in EXPECTED)]


@pytest.fixture
def programme(transactional_db):
    """A programme whose only day was yesterday; its one place is still to be given to the one team."""
    yesterday = timezone.now() - timedelta(days=1)
    training = CallFactory(
        slug="koosloome", name="Koosloome arenguprogramm", places={"Tartu": 1}, closes_at=yesterday
    )
    session = SessionFactory(
        training=training,
        group=training.groups.get(),
        number=1,
        title="Ühine algus",
        starts_at=yesterday,
        ends_at=yesterday + timedelta(hours=3),
    )
    Homework.objects.create(
        session=session, title="Kogukondade kaart", due_at=timezone.now() + timedelta(days=7)
    )
    team = TeamFactory(training=training, name="Kodukant koos")
    team.submit(by=None, at=yesterday)
    team.save()
    return training


def test_from_the_choice_to_the_certificate(
    page, programme, mari, sign_in, on_phone, assert_fits, base_url, settings
):
    settings.PORTAL_URL = base_url
    sign_in(mari)
    accept_the_team(page)
    member = programme.applications.get().members.order_by("pk").first()
    person = Participant.objects.get(member=member)
    mark_everybody(page, programme)
    on_phone()
    confirm(page, member)
    hand_in(page, person)
    give_feedback(page, person, mari)
    assert_fits()
    page.set_viewport_size({"width": 1280, "height": 900})
    end_it(page, person)


def accept_the_team(page):
    page.goto("/koolitused/koosloome/valik/")
    page.get_by_role("link", name="Kodukant koos").click()
    page.locator(".decisions a").first.click()
    page.locator("input[name=group]").first.check()
    expect(page.get_by_text("Kiri sellisena, nagu see läheb").first).to_be_visible()
    page.get_by_role("main").locator("button[name=confirm]").click()
    expect(page.get_by_text("vastu võetud").first).to_be_visible()


def mark_everybody(page, programme):
    page.goto("/koolitused/koosloome/kohalolek/")
    mark_without_connection(page, programme.participants.order_by("pk").first())
    for participant in programme.participants.order_by("pk"):
        cell = page.locator(f"td[id$='-{participant.pk}']")
        with page.expect_response(
            lambda answer: "/kohalolek/" in answer.url and answer.request.method == "POST"
        ):
            cell.locator("label", has_text="K").first.click()
    assert programme.participants.filter(completed_on=None).count() == 0


def mark_without_connection(page, participant):
    """A mark that does not arrive says so, and is sent again by itself."""
    cell = page.locator(f"td[id$='-{participant.pk}']")
    page.route("**/kohalolek/**", lambda route: route.abort())
    cell.locator("label", has_text="P").first.click()
    expect(page.locator("td.unsaved")).to_have_count(1)
    expect(page.locator("#saved")).to_contain_text("Katkendjoonega")
    page.unroute("**/kohalolek/**")
    expect(page.locator("#saved")).to_contain_text("Salvestatud", timeout=15_000)
    expect(page.locator("td.unsaved")).to_have_count(0)
    assert participant.attendances.get().presence == "absent"


def confirm(page, member):
    page.goto(confirm_url(member))
    page.get_by_role("main").locator("button[name=confirm]").click()
    member.refresh_from_db()
    assert member.confirmed_at


def hand_in(page, person):
    page.goto(participant_url(person))
    page.get_by_role("link", name="Kogukondade kaart").click()
    page.locator("textarea[name=text]").fill("Kaardil on üksteist kogukonda.")
    page.get_by_role("button", name="Esita").click()
    expect(page.get_by_text("Esitatud").first).to_be_visible()


def give_feedback(page, person, mari):
    ask_about_whole(training=person.training, by=mari)
    page.goto(feedback_url(FeedbackRequest.objects.get(participant=person, session=None)))
    page.get_by_label("9", exact=True).check(force=True)
    page.get_by_role("button", name="Saada tagasiside").click()
    expect(page.get_by_text("Aitäh").first).to_be_visible()


def end_it(page, person):
    page.goto("/koolitused/koosloome/lopetamine/")
    page.get_by_role("button", name="Koolitus toimus").click()
    page.goto("/koolitused/koosloome/lopetamine/")
    page.get_by_role("button", name="Väljasta 4 tunnistust").click()
    page.wait_for_load_state()
    # The work of a worker, done here so that the journey need not wait for one.
    run(Job.objects.get(kind="trainings.certificates").pk)
    number = Certificate.objects.get(participant=person).number
    page.goto(f"/tunnistused/{number}/")
    expect(page.get_by_text("Tunnistus on ehtne ja kehtib.")).to_be_visible()
    assert Training.objects.get(slug="koosloome").state == "held"
