"""The end of a training: who completed, certificates that anybody can check, refunds that staff decide."""

import io
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from silab.jobs.enums import JobState
from silab.jobs.models import Job
from silab.jobs.running import run
from silab.notices.models import Notice
from tests.trainings.factories import AttendanceFactory, ParticipantFactory, TrainingFactory
from trainings.completion.certificates import ask_for_certificates
from trainings.completion.standing import standings
from trainings.enums import Presence
from trainings.links import PARTICIPANT
from trainings.models import Certificate, Group, RefundClaim

pytestmark = pytest.mark.django_db
DAYS = [date(2019, 4, 9), date(2019, 4, 30), date(2019, 5, 22)]


@pytest.fixture
def training(db):
    """Three days in Pärnu; up to 768 € of whoever drops out."""
    return TrainingFactory(name="Delegeerimise arenguprogramm", refund_limit=Decimal(768), sessions=DAYS)


def came(training, *presences, **fields):
    participant = ParticipantFactory(training=training, organisation="Näidise vallavalitsus", **fields)
    for session, presence in zip(training.sessions.order_by("number"), presences, strict=True):
        AttendanceFactory(session=session, participant=participant, presence=presence)
    return participant


def issued(training, by):
    job = ask_for_certificates(training=training, by=by)
    run(job.pk)
    assert Job.objects.get(pk=job.pk).state == JobState.DONE


def of(training, participant):
    return next(one for one in standings(training) if one.participant == participant)


def test_standing_says_who_completed_and_who_fell_out_and_why(training):
    whole = came(training, Presence.PRESENT, Presence.PART, Presence.PRESENT)
    part = came(training, Presence.PRESENT, Presence.ABSENT, Presence.EXCUSED)
    left = came(training, Presence.PRESENT, Presence.ABSENT, Presence.ABSENT)
    left.left_on, left.left_because = date(2019, 4, 15), "vahetas töökohta"
    left.save()
    assert of(training, whole).words == "läbis"
    assert of(training, whole).more == "22.05.2019"
    assert of(training, part).more == "puudus 2 päeval 3-st"
    assert of(training, left).words == "katkestas"
    assert of(training, left).more == "lahkus 15.04.2019, vahetas töökohta"


def test_nobody_falls_out_while_completing_is_within_reach(training):
    ahead = TrainingFactory(sessions=[date(2019, 4, 9), date(2099, 4, 30)])
    there = ParticipantFactory(training=ahead)
    assert of(ahead, there).fell_out  # the only past day was missed
    AttendanceFactory(session=ahead.sessions.get(number=1), participant=there)
    assert not of(ahead, there).fell_out
    group = Group.objects.create(training=training, name="Tartu", capacity=1)
    training.sessions.update(group=group)
    elsewhere = ParticipantFactory(training=training)
    assert not of(training, elsewhere).fell_out  # has no days at all


@pytest.mark.laid_out
def test_certificates_are_printed_once_and_told_once(training, mari):
    kadri = came(training, Presence.PRESENT, Presence.PRESENT, Presence.PRESENT)
    came(training, Presence.PRESENT, Presence.ABSENT, Presence.PRESENT)
    issued(training, mari)
    issued(training, mari)
    certificate = Certificate.objects.get()
    assert certificate.participant == kadri
    assert Notice.objects.get(template="trainings/mail/certificate").recipient == kadri.person.email
    with certificate.pdf.open() as file:
        words = PdfReader(io.BytesIO(file.read())).pages[0].extract_text()
    for part in (kadri.person.name, "Delegeerimise arenguprogramm", certificate.number, "9 tundi"):
        assert part in words


def test_anybody_can_check_a_certificate_and_a_revoked_one_says_so(client, training, mari, sign_in):
    kadri = came(training, Presence.PRESENT, Presence.PRESENT, Presence.PRESENT)
    issued(training, mari)
    certificate = Certificate.objects.get()
    address = reverse("trainings:certificate", args=[certificate.number])
    typed = certificate.number.lower().replace("-", " ")
    found = client.get(reverse("trainings:check_certificate"), {"number": typed}, follow=True)
    assert found.request["PATH_INFO"] == address
    assert "ehtne ja kehtib" in found.content.decode()
    own = reverse("trainings:my_certificate", args=[PARTICIPANT.sign(kadri.pk)])
    assert b"".join(client.get(own).streaming_content).startswith(b"%PDF")
    refused = sign_in(mari).post(
        reverse("trainings:revoke_certificate", args=[certificate.pk]), {"reason": ""}
    )
    assert refused.status_code == 422
    sign_in(mari).post(
        reverse("trainings:revoke_certificate", args=[certificate.pk]), {"reason": "viga nimes"}
    )
    assert "tühistas selle" in client.get(address).content.decode()
    assert "viga nimes" not in client.get(address).content.decode()
    assert client.get(own).status_code == 404


@pytest.mark.laid_out
def test_a_certificate_issued_without_a_pdf_is_printed_when_staff_first_open_it(training, mari, sign_in):
    kadri = came(training, *[Presence.PRESENT] * 3)
    certificate = Certificate.objects.create(
        participant=kadri, number="ACDE-FHJK-LMNP", name="Kadri Endine", issued_at=timezone.now()
    )
    browser, address = sign_in(mari), reverse("trainings:certificate_pdf", args=[certificate.pk])
    assert address in browser.get(reverse("trainings:completion", args=[training.slug])).text
    browser.get(address)
    job = Job.objects.get(kind="trainings.certificate_pdf")
    assert browser.get(address).url == reverse("jobs:state", args=[job.pk])  # opened twice, printed once
    run(job.pk)
    assert address in browser.get(reverse("jobs:state", args=[job.pk])).text
    content = b"".join(browser.get(address).streaming_content)
    words = PdfReader(io.BytesIO(content)).pages[0].extract_text()
    assert "Kadri Endine" in words
    assert certificate.number in words
    assert certificate.history.first().history_user == mari
    assert Job.objects.count() == 1
    assert not Notice.objects.exists()


@pytest.mark.parametrize("number", ["AAAA-AAAA-AAAA", "1", "<script>", "õ"])
def test_an_unknown_number_is_not_ours(client, number):
    answer = client.get(reverse("trainings:certificate", args=[number]))
    assert answer.status_code == 404
    assert "<script>alert" not in answer.content.decode()
    assert "ei ole me väljastanud" in answer.content.decode()


def test_refunds_are_proposed_once_and_only_of_those_who_cost_something(training, mari, sign_in):
    came(training, Presence.PRESENT, Presence.PRESENT, Presence.PRESENT)
    fell_out = came(training, Presence.PRESENT, Presence.ABSENT, Presence.ABSENT)
    never_came = came(training, Presence.ABSENT, Presence.ABSENT, Presence.ABSENT)
    never_came.left_on = date(2019, 4, 1)  # replaced in time
    never_came.save()
    for _twice in range(2):
        sign_in(mari).post(reverse("trainings:propose_refunds", args=[training.slug]))
    claim = RefundClaim.objects.get()
    assert (claim.participant, claim.amount, claim.state) == (fell_out, Decimal(768), "proposed")
    assert claim.employer == "Näidise vallavalitsus"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"amount": "768,01"}, "Nõuda saab kuni 768,00"),
        ({"amount": "-1"}, "vähim lubatud"),
        ({"amount": "palju"}, "arv"),
        ({"employer": ""}, "kirjutage, kes ta on"),
        ({"reason": " "}, "täitmata"),
        ({"state": ""}, "täitmata"),
    ],
)
def test_a_bad_decision_is_refused_beside_the_field(training, mari, sign_in, fields, words):
    claim = RefundClaim.objects.create(
        participant=came(training, *[Presence.ABSENT] * 3), cause="puudus", amount=Decimal(768)
    )
    typed = {"state": "claimed", "amount": "500,00", "employer": "Vald", "reason": "katkestas", **fields}
    answer = sign_in(mari).post(reverse("trainings:refund", args=[claim.pk]), typed)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    claim.refresh_from_db()
    assert claim.state == "proposed"


@pytest.mark.laid_out
def test_a_claimed_refund_becomes_a_letter(training, mari, sign_in):
    claim = RefundClaim.objects.create(
        participant=came(training, *[Presence.ABSENT] * 3), cause="puudus 3 päeval 3-st", amount=Decimal(768)
    )
    browser = sign_in(mari)
    typed = {"state": "claimed", "amount": "512,50", "employer": "Näidise vald", "reason": "kokkulepe"}
    assert browser.post(reverse("trainings:refund", args=[claim.pk]), typed).status_code == 302
    browser.post(reverse("trainings:refund_letter", args=[claim.pk]))
    job = Job.objects.get(kind="trainings.refund_letter")
    run(job.pk)
    job.refresh_from_db()
    content = b"".join(browser.get(job.result["url"]).streaming_content)
    words = PdfReader(io.BytesIO(content)).pages[0].extract_text()
    assert "Näidise vald" in words
    assert "512,50" in words


def test_overview_and_its_table_read_alike_for_one_and_three(
    mari, sign_in, training, django_assert_max_num_queries
):
    browser, address = sign_in(mari), reverse("trainings:completion", args=[training.slug])
    came(training, *[Presence.PRESENT] * 3)
    issued(training, mari)
    browser.get(address)
    with django_assert_max_num_queries(12) as counted:
        browser.get(address)
    came(training, *[Presence.ABSENT] * 3)
    came(training, *[Presence.PRESENT] * 3)
    with django_assert_max_num_queries(len(counted)):
        browser.get(address)
    lines = b"".join(browser.get(address, {"export": "csv"}).streaming_content).decode()
    assert lines.count("Näidise vallavalitsus") == 3
