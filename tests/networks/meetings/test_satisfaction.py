"""Satisfaction with a network: anonymous, once each, small numbers guarded (domain.md §4)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.urls import reverse

from networks.meetings import figures, satisfaction
from networks.meetings.links import ANSWER, SATISFACTION
from networks.models import SatisfactionAnswer, SatisfactionRequest, SatisfactionRound
from networks.tasks import send_due
from silab.notices.models import Notice
from tests.networks.factories import (
    MembershipFactory,
    RepresentativeFactory,
    SatisfactionAnswerFactory,
    SatisfactionRequestFactory,
    SatisfactionRoundFactory,
)
from tests.networks.meetings.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(network, jaans, leenas, riina, mari, now, sign_in):
    """A round opened by Mari: two representatives, Riina of the funder, one address more."""
    RepresentativeFactory(membership=MembershipFactory(network=network, left_on=NOW.date()))
    form = {
        "title": "Rahulolu 2026",
        "closes_on": "2026-12-04",
        "emails": "Abi@ministeerium.example, abi@ministeerium.example",
    }
    answer = sign_in(mari).post(reverse("networks:satisfaction", args=[network.pk]), form)
    assert answer.status_code == 302
    return SatisfactionRound.objects.get()


def address(request):
    return reverse("networks:give_satisfaction", args=[SATISFACTION.sign(request.pk)])


def test_members_and_the_partner_are_asked_once_each(asked):
    kinds = dict(SatisfactionRequest.objects.values_list("person__email", "respondent"))
    assert kinds == {
        "jaan@viljandivald.example": "member",
        "leena@anija.example": "member",
        "riina@ministeerium.example": "partner",
        "abi@ministeerium.example": "partner",
    }
    assert Notice.objects.filter(event__startswith="networks.satisfaction:").count() == 4


def test_with_nobody_to_ask_nothing_is_opened(mari, sign_in, now):
    network = MembershipFactory().network
    page = reverse("networks:satisfaction", args=[network.pk])
    answer = sign_in(mari).post(page, {"title": "Rahulolu", "closes_on": "2026-12-04"})
    assert answer.status_code == 422
    assert "kelleltki" in answer.text
    for day, emails in (
        ("2026-11-19", "a@b.example"),
        ("2027-12-04", "a@b.example"),
        ("2026-12-04", "keegi"),
    ):
        form = {"title": "Rahulolu", "closes_on": day, "emails": emails}
        assert sign_in(mari).post(page, form).status_code == 422
    assert not SatisfactionRound.objects.exists()


def test_an_answer_is_kept_once_and_leads_to_nobody(client, asked):
    request = asked.requests.filter(respondent="member").first()
    page = address(request)
    assert client.get(page).text.count('type="radio"') == 10
    assert client.post(page, {"good": "Hea sõna"}).status_code == 422
    assert client.post(page, {"score": "11"}).status_code == 422
    assert client.post(page, {"score": "9", "good": "Hea sõna"}).status_code == 302
    assert "Aitäh" in client.get(page).text
    client.post(page, {"score": "1"})
    answer = SatisfactionAnswer.objects.get()
    assert (answer.score, answer.respondent) == (9, "member")
    names = {field.name for field in SatisfactionAnswer._meta.get_fields()}
    assert names == {"id", "round", "respondent", "score", "good", "better"}


def test_links_that_open_nothing_and_a_round_that_is_over(client, asked, now):
    request = asked.requests.first()
    for token in ("puudub", ANSWER.sign(request.pk), SATISFACTION.sign(10**6)):
        assert client.get(reverse("networks:give_satisfaction", args=[token])).status_code == 404
    now.move_to(datetime(2026, 12, 4, 20, tzinfo=UTC))
    assert client.get(address(request)).status_code == 200
    now.move_to(datetime(2026, 12, 5, 8, tzinfo=UTC))
    answer = client.post(address(request), {"score": "9"})
    assert answer.status_code == 410
    assert "04.12.2026" in answer.text
    assert not SatisfactionAnswer.objects.exists()


def test_who_has_not_answered_is_reminded_once(asked, now):
    done = asked.requests.order_by("pk").first()
    satisfaction.give(request=done, score=9, good="", better="")
    reminders = Notice.objects.filter(event__startswith="networks.satisfaction_reminder:")
    now.move_to(NOW + timedelta(days=6))
    send_due()
    assert not reminders.exists()
    for days in (7, 8, 12, 20):
        now.move_to(NOW + timedelta(days=days))
        send_due()
    assert reminders.count() == 3
    assert not reminders.filter(event__endswith=f":{done.pk}").exists()


def test_the_last_day_can_be_moved_while_it_lies_ahead(asked, mari, sign_in, now):
    browser, page = sign_in(mari), reverse("networks:satisfaction_extend", args=[asked.pk])
    assert browser.post(page, {"closes_on": "2026-11-19"}).status_code == 422
    browser.post(page, {"closes_on": "2026-12-10"})
    asked.refresh_from_db()
    assert asked.closes_on == date(2026, 12, 10)
    now.move_to(datetime(2026, 12, 12, tzinfo=UTC))
    browser.post(page, {"closes_on": "2026-12-20"})
    asked.refresh_from_db()
    assert asked.closes_on == date(2026, 12, 10)


def test_means_by_kind_are_shown_from_three_answers_once_the_round_is_over(mari, sign_in):
    round = SatisfactionRoundFactory()
    for score in (7, 8, 8):
        SatisfactionAnswerFactory(round=round, score=score, good="Kõik kuulavad")
    for score in (1, 2):
        SatisfactionAnswerFactory(round=round, score=score, respondent="partner", good="Äratuntav lause")
    SatisfactionRequestFactory.create_batch(4, round=round)
    (standing,) = figures.standings(round.network)
    member, partner = standing.kinds
    assert (member.mean, member.answered, member.asked) == (Decimal("7.7"), 3, 4)
    assert (partner.mean, partner.answered) == (None, 2)
    assert standing.hides
    browser = sign_in(mari)
    pages = [
        browser.get(reverse("networks:satisfaction", args=[round.network_id])).text,
        browser.get(round.get_absolute_url()).text,
    ]
    for page in pages:
        assert "7,7" in page
        # Neither theirs nor a mean of all, from which theirs could be told.
        assert not {"1,5", "5,2"} & set(page.replace("<", " ").split())
        assert "Äratuntav lause" not in page
    assert "Andmed" in pages[0]
    assert "Kõik kuulavad" in pages[1]


def test_nothing_is_shown_while_the_round_goes_on(asked, mari, sign_in):
    for _ in range(4):
        SatisfactionAnswerFactory(round=asked, score=9, good="Varajane sõna")
    assert figures.standings(asked.network)[0].kinds[0].mean is None
    assert figures.chart(figures.standings(asked.network)) is None
    assert "Varajane sõna" not in sign_in(mari).get(asked.get_absolute_url()).text


@pytest.mark.skipif(connection.vendor == "sqlite", reason="in memory, SQLite does not wait for a lock")
@pytest.mark.django_db(transaction=True)
def test_pressed_in_eight_windows_at_once_it_is_one_answer(now):
    round = SatisfactionRoundFactory(asked_on=NOW.date(), closes_on=NOW.date())
    request = SatisfactionRequestFactory(round=round)

    def press(_number):
        try:
            satisfaction.give(request=request, score=8, good="", better="")
            return 1
        except satisfaction.AlreadyAnswered:
            return 0
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(press, range(8))) == 1
    assert SatisfactionAnswer.objects.count() == 1
