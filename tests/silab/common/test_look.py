import re
from types import SimpleNamespace

import pytest
from django import forms
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from silab.accounts.enums import Role
from silab.common.context import Frame
from silab.common.icons import icon
from silab.common.states import chip, tone
from silab.common.steps import Steps
from tests.municipalities.factories import UserFactory

TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
PAGES = [path for path in TEMPLATES if not {"mail", "pdf"} & set(path.parts)]


def test_no_page_has_inline_styles_scripts_or_handlers():
    forbidden = re.compile(
        r"<style|\sstyle=|\son[a-z]+=\"|<script(?![^>]*\b(?:src|type=\"application/(?:ld\+)?json\"))", re.I
    )
    found = [f"{path.name}: {match}" for path in PAGES for match in forbidden.findall(path.read_text())]
    assert found == []


def test_every_icon_that_a_page_names_exists():
    names = {name for path in TEMPLATES for name in re.findall(r'{% icon "([^"]+)"', path.read_text())}
    assert names
    for name in names:
        assert "aria-hidden" in icon(name)


@pytest.mark.parametrize("name", ["no-such-icon", "../icons/list"])
def test_an_unknown_icon_is_an_error(name):
    with pytest.raises(ValueError, match="no icon"):
        icon(name)


def test_a_state_shows_words_and_an_icon_beside_its_colour():
    assert tone("accepted") == "done"
    shown = chip("accepted", "<b>vastu võetud</b>")
    assert "<svg" in shown
    assert "&lt;b&gt;vastu võetud" in shown


def test_an_unknown_state_is_grey():
    assert tone("who knows") == "idle"


def page(user=None, path="/"):
    return Frame(SimpleNamespace(user=user, path=path))


@pytest.mark.django_db
def test_each_face_has_its_own_menu():
    with translation.override("et"):
        staff = page(UserFactory(role=Role.STAFF), "/omavalitsused/3/")
        official = page(UserFactory(role=Role.OFFICIAL))
        assert 'href="/omavalitsused/" aria-current="page">Omavalitsused' in staff.menu
        assert "Haldus" in staff.menu
        assert "Minu omavalitsus" in official.menu
        assert "Haldus" not in official.menu


def test_a_request_that_failed_before_it_had_a_user_still_gets_a_page():
    frame = Frame(SimpleNamespace(path="/"))
    assert frame.user is None
    assert frame.face == "", "the menu of strangers"


def test_the_demo_password_is_printed_in_the_demo_only(settings):
    settings.DEMO = False
    assert (page().demo_password, page().demo_people) == ("", ())


def test_steps_know_where_one_stands():
    steps = Steps([("Üks", "/1/"), ("Kaks", "/2/"), ("Kolm", "/3/")], 2)
    assert [step.state for step in steps] == ["done", "current", "todo"]
    assert (steps.back_url, steps.title, steps.count) == ("/1/", "Kaks", 3)


def test_the_error_summary_links_to_the_field():
    class Form(forms.Form):
        name = forms.CharField(label="Nimi")

    html = render_to_string("components/error_summary.html", {"form": Form({})})
    assert '<a href="#id_name">Nimi:' in html
    assert render_to_string("components/error_summary.html", {"form": Form()}).strip() == ""


def test_the_error_page_needs_nothing_from_the_portal():
    assert "<h1>" in render_to_string("500.html")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "url", ["/konto/login/", "/konto/signup/", "/konto/password/reset/", "/no/such/page/"]
)
def test_public_pages_are_estonian_and_whole(client, url):
    html = client.get(url).content.decode()
    assert '<html lang="et">' in html
    assert html.count("<h1") == 1
    assert 'href="#main"' in html
