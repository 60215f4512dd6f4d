"""Many at once: sent twice is sent once, the last minute loses nobody, places are never overfilled."""

from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from silab.notices.models import Notice
from tests.at_once import ON_POSTGRESQL, at_once
from tests.silab.accounts.factories import UserFactory
from tests.trainings.factories import ApplicationFactory, CallFactory, MemberFactory, TeamFactory
from trainings.enums import TrainingKind
from trainings.models import Application, StateChange, Training
from trainings.registration import actions
from trainings.registration.drafts import Shut, begin

pytestmark = ON_POSTGRESQL


def test_a_double_click_sends_once():
    team = TeamFactory()
    browsers = [Client() for _n in range(4)]
    for browser in browsers:
        browser.force_login(team.submitter)
    url = reverse("trainings:application_submit", args=[team.key])
    answers = at_once(*[lambda browser=browser: browser.post(url).status_code for browser in browsers])
    assert answers == [302] * 4
    assert StateChange.objects.count() == 1
    assert Notice.objects.count() == 5  # four members and the submitter


def test_two_windows_begin_one_draft():
    call, user = CallFactory(), UserFactory()
    at_once(*[lambda: begin(training=call, by=user).pk] * 4)
    assert Application.objects.count() == 1


def test_two_hundred_in_the_last_minute_and_none_after_the_bell():
    call = CallFactory(asks_service=False)
    bell = timezone.now() + timedelta(seconds=20)
    Training.objects.filter(pk=call.pk).update(closes_at=bell)
    teams = [TeamFactory(training=call) for _n in range(200)]
    last_minute = [bell - timedelta(milliseconds=1 + 300 * n) for n in range(180)]
    moments = last_minute + [bell + timedelta(milliseconds=100 * n) for n in range(20)]

    def send(team, at):
        return actions.submit(application=team, by=team.submitter, at=at) is not None

    jobs = [lambda team=team, at=at: send(team, at) for team, at in zip(teams, moments, strict=True)]
    outcomes = at_once(*jobs)
    assert outcomes.count(True) == 180
    assert outcomes.count(Shut) == 20
    assert Application.objects.filter(state="submitted", submitted_at__lt=bell).count() == 180
    assert Application.objects.filter(state="draft").count() == 20


def test_one_person_does_not_slip_into_two_teams():
    call = CallFactory()
    teams = [TeamFactory(training=call) for _n in range(2)]
    for team in teams:
        team.members.filter(pk=team.members.order_by("pk").first().pk).update(email="sama@kyla.example")
    now = timezone.now()
    at_once(*[lambda t=t: actions.submit(application=t, by=t.submitter, at=now) for t in teams])
    assert Application.objects.filter(state="submitted").count() == 1


def test_the_last_places_of_an_open_training_are_not_overfilled():
    training = CallFactory(kind=TrainingKind.OPEN, terms=(), places={"Veebis": 3})
    people = [ApplicationFactory(training=training) for _n in range(20)]
    for one in people:
        MemberFactory(application=one, team=one.pk)
    now = timezone.now()
    outcomes = at_once(
        *[lambda one=one: actions.submit(application=one, by=one.submitter, at=now).after for one in people]
    )
    assert sorted(outcomes) == ["accepted"] * 3 + ["waiting"] * 17
