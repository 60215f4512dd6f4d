"""The front page that all strangers share: sent once, never with anything of one reader."""

import pytest
from django.contrib.messages.storage.base import Message
from django.contrib.messages.storage.cookie import CookieStorage
from django.test import Client, RequestFactory
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_it_is_not_sent_again_to_who_has_it(client, django_assert_num_queries):
    first = client.get("/")
    with django_assert_num_queries(0):
        again = client.get("/", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert first.headers["Cache-Control"] == again.headers["Cache-Control"] == "private, no-cache"
    assert "Cookie" in again.headers["Vary"]


def test_each_language_is_a_page_of_its_own(client):
    estonian = client.get("/")
    client.post(reverse("set_language"), {"language": "en", "next": "/"})
    english = client.get("/", headers={"If-None-Match": estonian.headers["ETag"]})
    assert english.status_code == 200
    assert 'lang="en"' in english.text
    assert "Local life is made together" in english.text


def test_it_holds_no_token_and_sets_no_cookie(client):
    answer = client.get("/")
    assert "csrf" not in answer.text.lower()
    assert not answer.cookies


def test_the_language_can_be_chosen_on_it_without_a_token():
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(reverse("set_language"), {"language": "en", "next": "/"}).status_code == 302
    assert strict.get("/").headers["Content-Language"] == "en"


def test_a_message_is_shown_to_its_reader_only(client, monkeypatch):
    known = client.get("/").headers["ETag"]
    storage = CookieStorage(RequestFactory().get("/"))
    client.cookies["messages"] = storage._encode([Message(25, "Olete väljas.")])
    answer = client.get("/", headers={"If-None-Match": known})
    assert (answer.status_code, "Olete väljas." in answer.text) == (200, True)
    assert "Olete väljas." not in Client().get("/").text


def test_who_signs_in_gets_their_own(client, jaan, sign_in):
    known = client.get("/").headers["ETag"]
    assert sign_in(jaan).get("/", headers={"If-None-Match": known}).status_code == 302
