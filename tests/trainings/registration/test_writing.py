"""The form takes what is typed, keeps it, and loses nothing: drafts, two windows, rows of members."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from tests.municipalities.factories import MunicipalityFactory
from tests.trainings.factories import ApplicationFactory, CallFactory
from tests.trainings.registration.conftest import rows
from trainings.enums import ApplicationState
from trainings.models import Application, UndertakingAcceptance

HTMX = {"HX-Request": "true", "HX-Target": "saved"}


def register(browser, call, **how):
    return getattr(browser, how.get("method", "get"))(reverse("trainings:register", args=[call.slug]))


def test_a_stranger_is_led_to_an_account_and_back(client, call):
    page = register(client, call).content.decode()
    address = reverse("trainings:register", args=[call.slug]).replace("/", "%2F")
    assert f"/konto/signup/?next={address}" in page
    assert f"/konto/login/?next={address}" in page


def test_signing_up_leads_back_into_the_form(client, call, mailoutbox):
    cache.clear()  # how often one address may sign up
    going = reverse("trainings:register", args=[call.slug])
    client.post(
        "/konto/signup/",
        {
            "name": "Uku Uus",
            "email": "uku@uusvald.example",
            "password1": "kolm-kaske-oue-all",
            "password2": "kolm-kaske-oue-all",
            "next": going,
        },
    )
    link = next(word for word in mailoutbox[0].body.split() if "/konto/confirm-email/" in word)
    path = "/konto/" + link.partition("/konto/")[2]
    assert client.post(path).url == going
    # In another browser the link keeps where one was going, and signs nobody in.
    assert "next=" in path


def test_a_draft_begins_with_what_is_known_and_is_taken_up_again(jaan, viljandi, call, sign_in):
    jaan.emailaddress_set.create(email=jaan.email, verified=True, primary=True)
    browser = sign_in(jaan)
    first = register(browser, call).url
    application = Application.objects.get()
    assert application.municipality == viljandi
    assert application.members.get().email == jaan.email
    assert register(browser, call).url == first
    assert Application.objects.count() == 1


def test_an_unconfirmed_address_suggests_nothing(stranger, call, sign_in):
    MunicipalityFactory(mail_domain="mujal.example")
    register(sign_in(stranger), call)
    assert Application.objects.get().municipality is None


def test_a_page_saves_itself_whatever_is_missing(team, fill):
    answer = fill(team, "liikmed", rows(("Mari", "poolik@", "")), headers=HTMX)
    assert answer.status_code == 200
    assert b'id="saved"' in answer.content
    assert team.members.get().email == "poolik@"
    team.refresh_from_db()
    assert team.revision == 1
    assert team.saved_by == team.submitter


def test_a_new_row_that_saves_itself_again_stays_one_member(team, fill, sign_in):
    page = sign_in(team.submitter).get(reverse("trainings:application_step", args=[team.key, "liikmed"]))
    for name in ("Ma", "Mari", "Mari Maasikas"):
        answer = fill(team, "liikmed", rows((name, "", "ngo")), page=page, headers=HTMX)
        assert answer.status_code == 200
    assert team.members.get().name == "Mari Maasikas"


def test_two_windows_do_not_overwrite_each_other_unseen(team, fill, sign_in):
    url = reverse("trainings:application_step", args=[team.key, "teenus"])
    browser = sign_in(team.submitter)
    here, there = browser.get(url), browser.get(url)
    assert fill(team, "teenus", {"service": "Siin"}, page=here, headers=HTMX).status_code == 200
    refused = fill(team, "teenus", {"service": "Seal"}, page=there)
    assert refused.status_code == 409
    assert "Seal" in refused.content.decode()
    assert "Siin" in refused.content.decode()
    assert fill(team, "teenus", {"service": "Seal jälle"}, page=refused, headers=HTMX).status_code == 409
    team.refresh_from_db()
    assert team.service == "Siin"
    over = {"service": "Seal", "over": refused.context["theirs"].seen}
    fill(team, "teenus", over, page=refused)
    team.refresh_from_db()
    assert team.service == "Seal"


def test_a_lost_answer_is_no_conflict_with_oneself(team, fill, sign_in):
    page = sign_in(team.submitter).get(reverse("trainings:application_step", args=[team.key, "teenus"]))
    for words in ("Esimene", "Esimene ja teine"):
        assert fill(team, "teenus", {"service": words}, page=page, headers=HTMX).status_code == 200


def test_another_page_of_another_window_does_not_matter(team, fill, sign_in):
    page = sign_in(team.submitter).get(reverse("trainings:application_step", args=[team.key, "teenus"]))
    fill(team, "omavalitsus", {"municipality": "Viljandi vald", "name": "Kopranäpud"})
    assert fill(team, "teenus", {"service": "Uus"}, page=page, headers=HTMX).status_code == 200


def test_going_on_says_what_the_page_lacks_and_can_be_put_off(team, fill):
    answer = fill(team, "teenus", {"service": "Ainult see"})
    assert answer.status_code == 422
    assert {finding.anchor for finding in answer.context["found"]} == {
        "service_stage",
        "will_delegate",
        "experience",
    }
    assert fill(team, "teenus", {"service": "Ainult see", "later": "1"}).status_code == 302


def test_rows_are_added_taken_out_and_brought_back_without_scripts(team, fill):
    team.members.all().delete()
    answer = fill(team, "liikmed", {**rows(("Aino", "aino@kyla.example", "ngo")), "add": "1"})
    assert len(answer.context["part"].rows) == 4
    answer = fill(team, "liikmed", {**rows(("Aino", "aino@kyla.example", "ngo")), "remove": "0"})
    assert not team.members.exists()
    undo = {f"mu-{name}": value for name, value in answer.context["part"].undo}
    fill(team, "liikmed", {"rows": 0, "undo": "1", **undo})
    assert team.members.get().email == "aino@kyla.example"


def test_a_list_can_be_pasted(team, fill):
    text = "Aino Allikas <aino@kyla.example>, 5551 2345, juhataja\nPriit Lepp\tpriit@kyla.example\t\tmentor"
    fill(team, "liikmed", {"rows": 0, "paste": text, "take_paste": "1"})
    people = list(team.members.order_by("pk").values_list("name", "email", "phone", "post"))
    assert people == [
        ("Aino Allikas", "aino@kyla.example", "5551 2345", "juhataja"),
        ("Priit Lepp", "priit@kyla.example", "", "mentor"),
    ]


def test_an_address_twice_is_said_and_the_rest_is_kept(team, fill):
    twice = rows(("Aino", "sama@kyla.example", "ngo"), ("Priit", "Sama@kyla.example", "ngo"))
    answer = fill(team, "liikmed", twice, headers=HTMX)
    assert "sama@kyla.example" in answer.content.decode()
    assert sorted(team.members.values_list("email", flat=True)) == ["", "sama@kyla.example"]


def test_an_address_twice_stays_on_the_page_as_typed_and_is_said_once(team, fill):
    twice = rows(("Aino", "sama@kyla.example", "ngo"), ("Priit", "sama@kyla.example", "ngo"))
    answer = fill(team, "liikmed", twice)
    assert answer.status_code == 422
    assert answer.context["part"].rows[1].email == "sama@kyla.example"
    assert [finding.anchor for finding in answer.context["found"]].count("m1-email") == 1
    assert list(team.members.order_by("pk").values_list("email", flat=True)) == ["sama@kyla.example", ""]


def test_a_page_that_saves_itself_presses_no_button(team, fill):
    people = rows(("Aino", "aino@kyla.example", "ngo"))
    data = {**people, "remove": "0", "paste": "Priit Lepp priit@kyla.example"}
    assert b"<form" not in fill(team, "liikmed", data, headers=HTMX).content
    assert team.members.get().name == "Aino"


def test_two_members_change_addresses(team, fill):
    team.members.all().delete()
    fill(team, "liikmed", rows(("Aino", "a@kyla.example", "ngo"), ("Priit", "p@kyla.example", "ngo")))
    aino, priit = team.members.order_by("pk")
    data = rows(
        ("Aino", "p@kyla.example", "ngo", {"pk": aino.pk}),
        ("Priit", "a@kyla.example", "ngo", {"pk": priit.pk}),
    )
    fill(team, "liikmed", data)
    assert list(team.members.order_by("pk").values_list("email", flat=True)) == [
        "p@kyla.example",
        "a@kyla.example",
    ]


def test_a_foreign_members_key_takes_nothing(team, fill):
    other = ApplicationFactory(training=team.training)
    theirs = other.members.create(name="Võõras", email="voor@kyla.example")
    fill(team, "liikmed", rows(("Minu", "minu@kyla.example", "ngo", {"pk": theirs.pk})))
    theirs.refresh_from_db()
    assert theirs.name == "Võõras"
    assert theirs.application == other


@pytest.mark.parametrize("typed", ["Viljandi", "Olematu", "Viljandi linn"])
def test_a_municipality_is_never_guessed(team, fill, typed):
    MunicipalityFactory(name="Viljandi linn", kind="linn", valid_to="2017-11-01")
    MunicipalityFactory(name="Viljandi", kind="linn") if typed == "Viljandi" else None
    answer = fill(team, "omavalitsus", {"municipality": typed})
    if typed == "Viljandi":
        assert answer.status_code == 302  # the one whose whole name it is
    else:
        assert answer.status_code == 422
        assert typed in answer.content.decode()


def test_too_long_a_text_stays_on_the_page(team, fill):
    answer = fill(team, "teenus", {"service": "a" * 5001})
    assert answer.status_code == 422
    assert "a" * 5001 in answer.content.decode()
    team.refresh_from_db()
    assert team.service == "Seltsiline üksi elavatele eakatele."


def test_undertakings_are_kept_with_wording_and_who(team, fill):
    UndertakingAcceptance.objects.all().delete()
    terms = team.training.terms.get()
    fill(team, "kinnitused", {"accepted": "on", "terms": terms.pk})
    kept = UndertakingAcceptance.objects.get()
    assert (kept.terms, kept.member, kept.accepted_by) == (terms, None, "Jaan Tamm")
    fill(team, "kinnitused", {"terms": terms.pk, "later": "1"})
    assert not UndertakingAcceptance.objects.exists()


@pytest.mark.parametrize("step", ["omavalitsus", "liikmed", "teenus", "kinnitused", "kontroll"])
def test_pages_ask_the_database_little(team, step, sign_in, django_assert_max_num_queries):
    browser = sign_in(team.submitter)
    with django_assert_max_num_queries(30 if step == "kontroll" else 15):
        browser.get(reverse("trainings:application_step", args=[team.key, step]))


def test_a_second_team_beside_the_first(team, sign_in):
    browser = sign_in(team.submitter)
    Application.objects.filter(pk=team.pk).update(state=ApplicationState.SUBMITTED)
    assert register(browser, team.training).url == reverse("trainings:application", args=[team.key])
    register(browser, team.training, method="post")
    assert Application.objects.filter(training=team.training, submitter=team.submitter).count() == 2


def test_a_call_that_is_no_longer_public_is_not_there(client, db):
    assert register(client, CallFactory(is_public=False)).status_code == 404
