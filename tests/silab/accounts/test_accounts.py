"""Signing in and up, the front door, the language, and what is kept about somebody."""

import json

import pytest
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from silab.accounts.enums import Role
from silab.accounts.models import User
from silab.accounts.rules import is_funder, is_official, is_staff
from tests.silab.accounts.factories import PASSWORD

ANSWERS = {"name": "Uus Inimene", "email": "uus@kyla.example", "password1": PASSWORD, "password2": PASSWORD}


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


def test_who_somebody_is(mari, jaan, riina, stranger):
    told = {
        user: [is_staff(user), is_official(user), is_funder(user)] for user in (mari, jaan, riina, stranger)
    }
    assert list(told.values()) == [
        [True, False, False],
        [False, True, False],
        [False, False, True],
        [False, False, False],
    ]
    mari.is_active = jaan.is_active = False
    assert not (is_staff | is_official)(mari)
    assert not is_official(jaan)


@pytest.mark.django_db
def test_signing_up_gives_no_role_and_waits_for_the_address(client):
    client.post(reverse("account_signup"), ANSWERS)
    user = User.objects.get(email="uus@kyla.example")
    assert (user.role, user.name, user.language) == (Role.VISITOR, "Uus Inimene", "et")
    assert mail.outbox[0].to == ["uus@kyla.example"]
    assert mail.outbox[0].body.startswith("Tere, siin Silab!")
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    assert client.get("/konto/minu-andmed/").status_code == 302


def test_signing_up_does_not_tell_who_has_an_account(client, jaan):
    known = client.post(reverse("account_signup"), {**ANSWERS, "email": jaan.email})
    unknown = client.post(reverse("account_signup"), ANSWERS)
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)


def test_guessing_a_password_is_stopped(client, jaan):
    jaan.emailaddress_set.create(email=jaan.email, verified=True, primary=True)
    for _attempt in range(5):
        client.post(reverse("account_login"), {"login": jaan.email, "password": "vale"})
    answer = client.post(reverse("account_login"), {"login": jaan.email, "password": PASSWORD})
    assert "Liiga palju" in answer.text
    assert not client.session.get("_auth_user_id")


def test_home_leads_each_to_their_own(client, jaan, stranger, sign_in):
    assert client.get("/").status_code == 200
    assert sign_in(stranger).get("/").status_code == 200
    assert sign_in(jaan).get("/").url == reverse("municipalities:mine")


def test_the_language_is_the_readers_choice_in_pages_and_mails(jaan, sign_in):
    browser = sign_in(jaan)
    answer = browser.post(reverse("set_language"), {"language": "en", "next": "https://mujal.example/"})
    assert answer.url == "/"
    assert browser.get("/konto/minu-andmed/").headers["Content-Language"] == "en"
    jaan.refresh_from_db()
    assert jaan.language == "en"
    browser.post(reverse("set_language"), {"language": "xx"})
    jaan.refresh_from_db()
    assert jaan.language == "en"


def test_the_browser_does_not_choose_the_language(client, db):
    assert client.get("/", headers={"Accept-Language": "en"}).headers["Content-Language"] == "et"


def test_whoever_was_signed_out_while_typing_is_told_and_led_back(client, db):
    page = "http://testserver/vorgustikud/kohtumised/7/?kirjuta"
    answer = client.post("/vorgustikud/kohtumised/7/protokoll/", {"minutes": "x"}, headers={"Referer": page})
    assert answer.url == "/konto/login/?next=/vorgustikud/kohtumised/7/%3Fkirjuta"
    assert "saadetu jäi salvestamata" in client.get(answer.url).text
    elsewhere = client.post("/aruanded/1/esita/", headers={"Referer": "https://mujal.example/x"})
    assert elsewhere.url == "/konto/login/?next=/"


def test_what_cannot_be_read_is_answered_in_estonian(client, db):
    answer = client.post("/konto/login/", {"login": "x" * 4_000_000})
    assert answer.status_code == 400
    assert "Midagi ei salvestatud" in answer.text


def test_people_get_what_is_kept_about_them(tiit, sign_in):
    browser = sign_in(tiit)
    assert "Tiit Saar" in browser.get(reverse("accounts:my_data")).text
    file = browser.get(reverse("accounts:my_data_file"))
    assert "attachment" in file["Content-Disposition"]
    assert tiit.email in file.content.decode()
    assert tiit.password not in file.content.decode()
    assert len(json.loads(file.content)) >= 5
