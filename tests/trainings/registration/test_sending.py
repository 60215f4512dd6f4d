"""Sending: the window to the second, once however often it is asked, whole or not at all; stepping back."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from silab.notices.models import Notice
from tests.trainings.factories import TeamFactory
from tests.trainings.registration.conftest import rows
from trainings.changes import move
from trainings.enums import ApplicationState
from trainings.models import Application, Participant, StateChange
from trainings.places import take_place
from trainings.registration import actions
from trainings.registration.drafts import Incomplete, Shut
from trainings.registration.window import is_open

TALLINN = ZoneInfo("Europe/Tallinn")


@pytest.fixture
def send(sign_in):
    """`send(application)`: press the button."""
    return lambda application: sign_in(application.submitter).post(
        reverse("trainings:application_submit", args=[application.key])
    )


def is_state(application, state):
    application.refresh_from_db()
    return application.state == state


def test_sent_once_with_one_set_of_mails_however_often_it_is_pressed(team, send):
    done = send(team)
    assert done.url == reverse("trainings:application_done", args=[team.key])
    assert send(team).url == done.url
    assert is_state(team, "submitted")
    assert team.name == "Viljandi vald"
    assert StateChange.objects.count() == 1
    assert sorted(Notice.objects.values_list("recipient", flat=True)) == sorted(
        [*team.members.values_list("email", flat=True), team.submitter.email]
    )


def test_an_incomplete_draft_is_not_sent(team, send):
    team.members.first().delete()
    answer = send(team)
    assert answer.status_code == 422
    assert "vaja on vähemalt 4" in answer.content.decode()
    assert is_state(team, "draft")
    assert not Notice.objects.exists()


def test_the_bell_rings_to_the_second(team, jaan):
    bell = team.training.closes_at
    with pytest.raises(Shut):
        actions.submit(application=team, by=jaan, at=bell)
    assert is_state(team, "draft")
    actions.submit(application=team, by=jaan, at=bell - timedelta(seconds=1))
    assert is_state(team, "submitted")
    assert team.submitted_at == bell - timedelta(seconds=1)


def test_a_late_draft_is_refused_in_words_and_kept(team, send, fill):
    type(team.training).objects.filter(pk=team.training_id).update(closes_at=timezone.now())
    answer = send(team)
    assert answer.status_code == 409
    assert "Avaldusi võeti vastu kuni" in answer.content.decode()
    assert "alles" in answer.content.decode()
    assert is_state(team, "draft")
    assert fill(team, "teenus", {"service": "Hilja lisatud", "later": "1"}).status_code == 302
    team.refresh_from_db()
    assert team.service == "Hilja lisatud"


@pytest.mark.parametrize(
    ("closes", "last", "first_late"),
    [
        # The clocks go forward: 03.00 is 04.00.
        (
            datetime(2027, 3, 28, 4, 0, tzinfo=TALLINN),
            datetime(2027, 3, 28, 0, 59, 59, tzinfo=UTC),
            datetime(2027, 3, 28, 1, 0, tzinfo=UTC),
        ),
        # The clocks go back: the hour from 3 to 4 comes twice, and the call closes in the second.
        (
            datetime(2026, 10, 25, 3, 30, tzinfo=TALLINN, fold=1),
            datetime(2026, 10, 25, 3, 30, tzinfo=TALLINN, fold=0),
            datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
        ),
    ],
)
def test_nights_on_which_the_clocks_change(call, closes, last, first_late):
    call.opens_at, call.closes_at = closes - timedelta(days=7), closes
    call.save()
    call.refresh_from_db()
    assert is_open(call, last)
    assert not is_open(call, first_late)


def test_what_is_sent_stays_whole_and_a_new_member_gets_a_link(team, send, fill):
    send(team)
    people = list(team.members.order_by("pk"))
    told = Notice.objects.count()

    def typed(members):
        return rows(
            *(
                (
                    m.name,
                    m.email,
                    m.role,
                    {"pk": m.pk, "registry_code": m.registry_code, "organisation": m.organisation},
                )
                for m in members
            )
        )

    answer = fill(team, "liikmed", typed(people[:3]))
    assert answer.status_code == 422
    assert team.members.count() == 4
    people[3].name, people[3].email = "Uus Inimene", "uus@kyla.example"
    assert fill(team, "liikmed", typed(people)).status_code == 302
    assert Notice.objects.count() == told + 1
    # The one who was taken out cannot confirm for the new one: another person is another member.
    assert not team.members.filter(pk=people[3].pk).exists()
    assert StateChange.objects.count() == 1


def test_more_asked_reopens_the_form_after_the_bell(team, send, fill, mari):
    send(team)
    type(team.training).objects.filter(pk=team.training_id).update(closes_at=timezone.now())
    team.refresh_from_db()
    assert fill(team, "teenus", {"service": "Muudan"}).status_code == 409
    move(team, Application.ask_more, by=mari, tell=False, question="Kes teenust pakub?")
    assert fill(team, "teenus", {"service": "Pakub MTÜ", "later": "1"}).status_code == 302
    # The text is there; what is left out must be filled again before it is sent.
    assert send(team).status_code == 422
    team.refresh_from_db()
    team.service_stage, team.will_delegate, team.experience = "idea", True, "On"
    team.save()
    actions.submit(application=team, by=team.submitter, at=timezone.now())
    assert is_state(team, "submitted")
    assert StateChange.objects.filter(after="submitted").count() == 2


def test_withdrawing_asks_first_and_frees_the_place(team, sign_in, mari, send):
    send(team)
    team.refresh_from_db()
    take_place(team, team.training.groups.get(), by=mari)
    browser, url = sign_in(team.submitter), reverse("trainings:application_withdraw", args=[team.key])
    assert browser.get(url).status_code == 200
    assert is_state(team, "accepted")
    browser.post(url, {"reason": "Rahastus puudub"})
    assert is_state(team, "withdrawn")
    assert team.reason == "Rahastus puudub"
    assert team.group is None
    assert not Participant.objects.filter(left_on=None).exists()
    browser.post(url)
    assert StateChange.objects.filter(after="withdrawn").count() == 1


def test_a_draft_is_thrown_away_and_nobody_is_told(team, sign_in):
    sign_in(team.submitter).post(reverse("trainings:application_withdraw", args=[team.key]))
    assert is_state(team, "withdrawn")
    assert not Notice.objects.exists()


@pytest.mark.parametrize("state", ["interviewed", "waiting", "refused", "withdrawn"])
def test_what_is_decided_is_not_edited(team, sign_in, state):
    Application.objects.filter(pk=team.pk).update(state=state)
    url = reverse("trainings:application_step", args=[team.key, "teenus"])
    assert sign_in(team.submitter).get(url).status_code == 404


def test_a_colleague_reads_and_does_not_write(team, send, leena, sign_in, viljandi):
    send(team)
    leena.officials.create(municipality=viljandi, state="approved")
    browser = sign_in(leena)
    assert browser.get(reverse("trainings:application", args=[team.key])).status_code == 200
    for name in ("application_submit", "application_withdraw", "application_remind"):
        assert browser.post(reverse(f"trainings:{name}", args=[team.key])).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_at_any_length(count, jaan, sign_in, django_assert_max_num_queries):
    for _n in range(count):
        TeamFactory(submitter=jaan, state=ApplicationState.SUBMITTED)
    browser = sign_in(jaan)
    with django_assert_max_num_queries(8):
        assert browser.get(reverse("trainings:applications")).context["list"].count == count


def test_nothing_is_kept_of_a_refused_sending(team, jaan):
    team.acceptances.all().delete()
    with pytest.raises(Incomplete):
        actions.submit(application=team, by=jaan, at=timezone.now())
    assert not team.members.exclude(confirmed_at=None).exists()
