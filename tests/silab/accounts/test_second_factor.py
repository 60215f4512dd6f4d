"""Staff show a second factor before any other page; nobody is locked out of their account."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.utils import timezone

from tests.silab.accounts.factories import PASSWORD

SET_UP = "/konto/2fa/totp/activate/"
SHOW = "/konto/2fa/reauthenticate/"


@pytest.fixture(autouse=True)
def asked(settings):
    settings.SECOND_FACTOR_REQUIRED = True
    cache.clear()


def code(secret):
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


@pytest.fixture
def secret(mari):
    secret = generate_totp_secret()
    TOTP.activate(mari, secret)
    RecoveryCodes.activate(mari)
    return secret


@pytest.mark.parametrize(
    "address", ["/teated/", "/haldus/", "/haldus/accounts/user/", "/", "/omavalitsused/"]
)
def test_staff_without_a_second_factor_are_led_to_set_it_up(mari, sign_in, address):
    answer = sign_in(mari).get(address)
    assert (answer.status_code, answer.url) == (302, SET_UP)


@pytest.mark.parametrize("address", ["/konto/logout/", "/konto/password/change/", "/konto/email/"])
def test_their_account_stays_open(mari, sign_in, address):
    assert sign_in(mari).get(address).status_code == 200


def test_they_can_sign_out(mari, sign_in):
    browser = sign_in(mari)
    browser.post("/konto/logout/")
    assert browser.get("/teated/").url.startswith("/konto/login/")


# What follows the commit (the session's note) must run inside the request, as it really does.
@pytest.mark.django_db(transaction=True)
def test_setting_it_up_opens_the_portal(mari, sign_in):
    browser = sign_in(mari)
    browser.post("/konto/reauthenticate/", {"password": PASSWORD})
    page = browser.get(SET_UP)
    secret = page.context["form"].secret
    answer = browser.post(SET_UP, {"code": code(secret)})
    assert answer.url == "/konto/2fa/recovery-codes/"
    assert browser.get("/teated/").status_code == 200


def test_signing_in_asks_for_the_code(mari, client, secret):
    mari.emailaddress_set.create(email=mari.email, verified=True, primary=True)
    answer = client.post("/konto/login/", {"login": mari.email, "password": PASSWORD})
    assert answer.url == "/konto/2fa/authenticate/"
    assert client.get("/teated/").url.startswith("/konto/login/")
    assert client.post("/konto/2fa/authenticate/", {"code": "000000"}).status_code == 200
    client.post("/konto/2fa/authenticate/", {"code": code(secret)})
    assert client.get("/teated/").status_code == 200


def test_a_session_of_the_password_alone_is_asked_and_cannot_weaken_the_account(mari, sign_in, secret):
    browser = sign_in(mari)
    assert browser.get("/teated/").url == f"{SHOW}?next=%2Fteated%2F"
    for address in ("/konto/2fa/totp/deactivate/", "/konto/2fa/recovery-codes/", "/konto/email/"):
        assert browser.get(address).url.startswith(SHOW)
    browser.post(SHOW, {"code": code(secret)})
    assert browser.get("/teated/").status_code == 200


def test_dropping_it_leads_to_setting_it_up(mari, sign_in, secret):
    browser = sign_in(mari)
    browser.post(SHOW, {"code": code(secret)})
    browser.post("/konto/2fa/totp/deactivate/")
    assert not Authenticator.objects.filter(user=mari).exists()
    assert browser.get("/teated/").url == SET_UP


def test_others_and_the_demo_are_not_asked(mari, jaan, sign_in, settings):
    assert sign_in(jaan).get("/konto/minu-andmed/").status_code == 200
    settings.SECOND_FACTOR_REQUIRED = False
    assert sign_in(mari).get("/teated/").status_code == 200


def test_the_password_is_not_asked_again_of_whoever_has_just_typed_it(mari, sign_in):
    browser = sign_in(mari)
    assert browser.get(SET_UP).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        assert browser.get(SET_UP).url.startswith("/konto/reauthenticate/")
