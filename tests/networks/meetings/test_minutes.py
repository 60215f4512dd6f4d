"""Minutes sent, printed, read by link; what officials see (domain.md §4)."""

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from municipalities.waiting import tasks_for
from networks.meetings import actions
from networks.meetings.links import ANSWER, MINUTES
from networks.meetings.printing import minutes_pdf
from networks.models import Decision
from silab.jobs.models import Job
from silab.jobs.running import run
from silab.notices.models import Notice
from tests.municipalities.factories import MunicipalityFactory, OfficialFactory, PersonFactory
from tests.networks.factories import (
    DecisionFactory,
    InvitationFactory,
    MeetingFactory,
    MeetingPresenceFactory,
    MembershipFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(network, jaans, leenas, viljandi, anija):
    """A meeting with minutes at which Jaan and a colleague of Leena's were."""
    made = MeetingFactory(network=network, title="Sügiskohtumine", minutes="**Leppisime kokku.**")
    MeetingPresenceFactory(meeting=made, person=jaans.person, municipality=viljandi)
    MeetingPresenceFactory(
        meeting=made,
        person=PersonFactory(name="Salajane Sikk", email="sikk@anija.example"),
        municipality=anija,
    )
    InvitationFactory(meeting=made, person=leenas.person, municipality=anija)
    return made


def test_minutes_go_to_those_there_and_invited_once_for_one_wording(held, mari, sign_in):
    browser, address = sign_in(mari), reverse("networks:minutes_send", args=[held.pk])
    for _press in range(2):
        browser.post(address)
    recipients = set(Notice.objects.values_list("recipient", flat=True))
    assert recipients == {"jaan@viljandivald.example", "sikk@anija.example", "leena@anija.example"}
    assert Notice.objects.count() == 3
    actions.write_minutes(meeting=held, agenda="", minutes="Parandatud", seen=held.fingerprint, by=mari)
    browser.post(address)
    assert Notice.objects.count() == 6


def test_empty_minutes_are_not_sent(mari, sign_in):
    meeting = MeetingFactory()
    MeetingPresenceFactory(meeting=meeting)
    sign_in(mari).post(reverse("networks:minutes_send", args=[meeting.pk]))
    assert not Notice.objects.exists()


def test_minutes_by_link_show_no_names_and_give_the_files(held, client, mari):
    person = held.presences.first().person
    file = actions.add_file(
        meeting=held, title="Slaidid", file=ContentFile(b"%PDF-1.7", name="s.pdf"), by=mari
    )
    token = MINUTES.sign(f"{held.pk}-{person.pk}")
    page = client.get(reverse("networks:read_minutes", args=[token]))
    assert "<strong>Leppisime kokku.</strong>" in page.text
    assert "Anija vald" in page.text
    assert "Salajane Sikk" not in page.text
    assert client.get(reverse("networks:read_file", args=[token, file.pk])).getvalue() == b"%PDF-1.7"
    for wrong in (
        MINUTES.sign(f"{held.pk}-{PersonFactory().pk}"),
        MINUTES.sign(f"{MeetingFactory(minutes='x').pk}-{person.pk}"),
        ANSWER.sign(f"{held.pk}-{person.pk}"),
    ):
        assert client.get(reverse("networks:read_minutes", args=[wrong])).status_code == 404


def test_an_official_reads_what_their_municipality_was_a_member_for(held, jaan, sign_in, network):
    before = MeetingFactory(network=network, title="Enne meid", starts_at=held.starts_at - timedelta(days=16))
    network.memberships.update(joined_on=date(2021, 11, 10))
    other = MeetingFactory(title="Võõras")
    browser = sign_in(jaan)
    page = browser.get(held.get_absolute_url()).text
    assert "Leppisime kokku" in page
    assert "Jaan Tamm" in page
    assert "Salajane Sikk" not in page
    assert "sikk@anija.example" not in page
    assert "Märgi tehtuks" not in page
    for one in (before, other):
        assert browser.get(one.get_absolute_url()).status_code == 404
    listed = browser.get(network.get_absolute_url()).text
    assert "Sügiskohtumine" in listed
    assert "Enne meid" not in listed
    assert browser.get(reverse("networks:list")).context["list"].count == 1
    assert browser.get(other.network.get_absolute_url()).status_code == 404


def test_an_official_of_the_successor_reads_what_was_before_the_merger(held, viljandi, sign_in):
    merged = MunicipalityFactory(name="Toila vald", merged_into=viljandi, valid_to=date(2025, 10, 19))
    network = MembershipFactory(municipality=merged, left_on=date(2025, 10, 19)).network
    meeting = MeetingFactory(network=network)
    official = OfficialFactory(municipality=viljandi).user
    assert sign_in(official).get(meeting.get_absolute_url()).status_code == 200


def test_a_right_taken_away_closes_the_pages(held, jaan, sign_in):
    browser = sign_in(jaan)
    jaan.officials.update(state="refused")
    assert browser.get(held.get_absolute_url()).status_code == 404
    assert browser.post(reverse("networks:my_answer", args=[held.pk]), {"answer": "yes"}).status_code == 404


def test_minutes_are_printed_by_a_job_of_ones_own(held, jaan, mari, sign_in):
    DecisionFactory(meeting=held, text="Koostame juhendi")
    for user in (jaan, mari):
        answer = sign_in(user).post(reverse("networks:minutes_pdf", args=[held.pk]))
        job = Job.objects.get(asked_by=user)
        assert answer.url == reverse("jobs:state", args=[job.pk])
    run(job.pk)
    job.refresh_from_db()
    assert job.result["name"] == "protokoll-2021-11-18.pdf"
    assert minutes_pdf(held) == minutes_pdf(held)


def test_what_waits_for_officials(held, meeting, jaan, leena, viljandi, anija, jaans, leenas):
    for one in (jaans, leenas):
        InvitationFactory(meeting=meeting, person=one.person, municipality=one.membership.municipality)
    DecisionFactory(meeting=held, text="Jagada mustandit", municipality=viljandi, due_on=date(2021, 12, 1))
    Decision.objects.create(meeting=held, text="Tehtud", municipality=viljandi, done_on=date(2021, 12, 1))
    titles = [task.title for task in tasks_for(viljandi, jaan)]
    assert [title for title in titles if "Talvekohtumine" in title or "Jagada" in title] == titles[:2]
    assert not any("Jagada" in task.title for task in tasks_for(anija, leena))
