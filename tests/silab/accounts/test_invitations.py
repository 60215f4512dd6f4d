"""Invitations: single use, expiring, for one address, and never to anybody's loss."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from silab.accounts import actions
from silab.accounts.enums import Role
from silab.accounts.models import Invitation, User
from silab.notices.models import Notice
from tests.silab.accounts.factories import PASSWORD, InvitationFactory, UserFactory

ANSWERS = {"name": "Kaja Kuusk", "password": PASSWORD}


@pytest.fixture
def invited(mari):
    return actions.invite(email="Kaja@vald.example ", role=Role.OFFICIAL, by=mari)


def test_the_link_comes_by_mail_and_makes_an_account(
    mari, client, django_capture_on_commit_callbacks, settings
):
    settings.CELERY_TASK_ALWAYS_EAGER = True
    with django_capture_on_commit_callbacks(execute=True):
        invitation = actions.invite(email="kaja@vald.example", role=Role.OFFICIAL, by=mari)
    [sent] = mail.outbox
    assert sent.to == ["kaja@vald.example"]
    assert sent.subject == "Kutse Silabi portaali"
    link = settings.PORTAL_URL + invitation.get_absolute_url()
    assert link in sent.body
    assert link in sent.alternatives[0].content
    answer = client.post(invitation.get_absolute_url(), ANSWERS, follow=True)
    user = User.objects.get(email="kaja@vald.example")
    assert answer.context["user"] == user
    assert (user.role, user.name) == (Role.OFFICIAL, "Kaja Kuusk")
    assert user.emailaddress_set.get().verified
    invitation.refresh_from_db()
    assert invitation.accepted_by == user
    assert invitation.history.first().history_user == user


def test_a_link_works_once(invited, client):
    client.post(invited.get_absolute_url(), ANSWERS)
    client.logout()
    answer = client.post(invited.get_absolute_url(), {**ANSWERS, "name": "Keegi Teine"})
    assert answer.status_code == 410
    assert "juba vastu võetud" in answer.text
    assert User.objects.get(email=invited.email).name == "Kaja Kuusk"


def test_a_link_runs_out_after_a_week(invited, client):
    with time_machine.travel(timezone.now() + timedelta(days=7, seconds=1)):
        answer = client.post(invited.get_absolute_url(), ANSWERS)
    assert answer.status_code == 410
    assert "aegunud" in answer.text
    assert not User.objects.filter(email=invited.email).exists()


def test_a_forged_link_opens_nothing(invited, client):
    token = invited.get_absolute_url().rstrip("/").rpartition("/")[2]
    forged = token.replace(str(invited.pk), str(invited.pk + 1), 1)
    InvitationFactory(pk=invited.pk + 1, role=Role.STAFF)
    assert client.get(f"/konto/kutse/{forged}/").status_code == 404
    assert client.get("/konto/kutse/1/").status_code == 404


def test_another_persons_link_is_refused(invited, jaan, sign_in):
    for method in ("get", "post"):
        answer = getattr(sign_in(jaan), method)(invited.get_absolute_url())
        assert answer.status_code == 403
        assert "teisele aadressile" in answer.text
    invited.refresh_from_db()
    assert not invited.is_accepted


def test_whoever_has_an_account_signs_in_first(invited, client):
    user = UserFactory(email=invited.email)
    answer = client.post(invited.get_absolute_url(), ANSWERS)
    assert answer.url.startswith("/konto/login/?next=/konto/kutse/")
    client.force_login(user)
    assert client.get(invited.get_absolute_url()).status_code == 200
    client.post(invited.get_absolute_url())
    user.refresh_from_db()
    assert user.role == Role.OFFICIAL


@pytest.mark.parametrize("password", ["lühike", "1234567890", "kaja@vald.example"])
def test_a_weak_password_is_refused(invited, client, password):
    answer = client.post(invited.get_absolute_url(), {"name": "Kaja", "password": password})
    assert answer.context["form"].errors["password"]
    assert not User.objects.filter(email=invited.email).exists()


@pytest.mark.parametrize("role", [Role.OFFICIAL, Role.FUNDER])
def test_an_invitation_never_demotes_staff(mari, contract, role):
    invitation = InvitationFactory(
        email=mari.email, role=role, contract=contract if role == Role.FUNDER else None
    )
    with pytest.raises(actions.RoleTaken):
        actions.accept_invitation(invitation=invitation, by=mari)
    mari.refresh_from_db()
    assert mari.role == Role.STAFF
    assert mari not in contract.funders.all()


def test_a_funder_sees_the_contract_invited_to(stranger, contract, mari):
    with pytest.raises(ValidationError, match="lepin"):
        actions.invite(email=stranger.email, role=Role.FUNDER, by=mari)
    invitation = actions.invite(email=stranger.email, role=Role.FUNDER, contract=contract, by=mari)
    actions.accept_invitation(invitation=invitation, by=stranger)
    stranger.refresh_from_db()
    assert list(type(contract).objects.for_user(stranger)) == [contract]


def test_a_renewed_link_works_again_and_is_mailed_again(invited, mari):
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        renewed = actions.renew_invitation(invitation=invited, by=mari)
        assert not renewed.is_expired
    assert Notice.objects.filter(recipient=invited.email).count() == 2


def test_the_admin_sends_what_it_adds(mari, sign_in):
    browser = sign_in(mari)
    answer = browser.post(
        "/haldus/accounts/invitation/add/", {"email": "uus@vald.example", "role": "official"}
    )
    assert answer.status_code == 302
    invitation = Invitation.objects.get()
    assert invitation.created_by == mari
    notice = Notice.objects.get(recipient="uus@vald.example")
    assert notice.confidential
    assert invitation.get_absolute_url() not in browser.get(f"/teated/{notice.pk}/").text


@pytest.mark.skipif(connection.vendor == "sqlite", reason="in memory, SQLite does not wait for a lock")
@pytest.mark.django_db(transaction=True)
def test_of_two_acceptances_at_once_one_wins():
    invitation = InvitationFactory(email="kaja@vald.example")

    def accept(name):
        try:
            actions.accept_with_new_account(invitation=invitation, name=name, password=PASSWORD)
            return "won"
        except actions.InvitationRefused as refusal:
            return type(refusal).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        outcomes = list(threads.map(accept, ["Esimene", "Teine", "Kolmas", "Neljas"]))
    assert sorted(outcomes) == ["InvitationUsed"] * 3 + ["won"]
    assert User.objects.filter(email="kaja@vald.example").count() == 1
