"""Forms that overwrite nothing unseen and make one record of two clicks, on the pages that have them."""

import re

import pytest
from django.urls import reverse

from reports.models import Commitment, Cost, FormSection, Goal, Indicator
from silab.accounts.enums import Role
from silab.accounts.models import Contract
from silab.common.keeping import keep
from tests.reports.factories import ActivityFactory, ContractFactory, CostFactory
from tests.silab.accounts.factories import UserFactory

ADD = {
    Goal: ("/plaan/eesmargid/eesmark/uus/?leping={slug}", {"number": "7", "title": "Uus eesmärk"}),
    FormSection: (
        "/plaan/aruandevorm/uus/?leping={slug}",
        {"heading": "Õppetunnid", "kind": "text", "level": "1"},
    ),
    Contract: (
        "/plaan/lepingud/uus/",
        {
            "title": "Järgmine",
            "funder_name": "Ministeerium",
            "starts_on": "01.01.2027",
            "ends_on": "31.12.2027",
        },
    ),
    Commitment: (
        "/plaan/kulud/kohustused/uus/?leping={slug}",
        {"activity": "{activity}", "on": "01.02.2022", "supplier": "Saal OÜ", "amount": "100,00"},
    ),
    Cost: (
        "/plaan/kulud/uus/?leping={slug}",
        {
            "activity": "{activity}",
            "on": "01.02.2022",
            "document_number": "A-1",
            "supplier": "Saal OÜ",
            "amount": "100,00",
            "vat": "0",
        },
    ),
}


@pytest.fixture
def contract(db):
    return ContractFactory(slug="leping")


@pytest.fixture
def activity(contract):
    return ActivityFactory(contract=contract, year=2022, number=1)


@pytest.fixture
def kaie(db):
    return UserFactory(email="kaie@silab.example", name="Kaie Kask", role=Role.STAFF)


@pytest.fixture
def goal(contract):
    return Goal.objects.create(contract=contract, number=1, title="Kaasatud", workstreams=["lab"])


def opened(browser, url):
    """What a browser would send of a page's form as it was opened."""
    form = browser.get(url).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in shown.items() if value is not None}


def test_the_second_of_two_editors_sees_the_others_words_and_loses_none(sign_in, mari, kaie, goal):
    page = reverse("reports:goal_row", args=["eesmark", goal.pk])
    first, second = sign_in(mari), sign_in(kaie)
    typed = opened(second, page)
    first.post(page, opened(first, page) | {"title": "Noored kaasatud", "workstreams": ["badge"]})
    refused = second.post(page, typed | {"title": "Eakad kaasatud"})
    assert refused.status_code == 409
    goal.refresh_from_db()
    assert (goal.title, goal.workstreams) == ("Noored kaasatud", ["badge"])
    conflict = refused.context["form"].conflict
    assert conflict.who == "Mari Mets"
    assert [(row.theirs, row.mine) for row in conflict.both] == [("Noored kaasatud", "Eakad kaasatud")]
    assert [row.label for row in conflict.theirs_alone] == ["Töösuunad"]
    assert "Mari Mets" in refused.text
    again = {name: refused.context["form"][name].value() for name in refused.context["form"].fields}
    assert (again["title"], again["workstreams"]) == ("Eakad kaasatud", ["badge"])
    assert second.post(page, again).status_code == 302
    goal.refresh_from_db()
    assert (goal.title, goal.workstreams) == ("Eakad kaasatud", ["badge"])


def test_what_another_changed_alike_or_elsewhere_stops_nobody(sign_in, mari, contract):
    rows = [
        FormSection.objects.create(contract=contract, order=n, kind="text", key=f"k{n}", heading=f"Osa {n}")
        for n in (1, 2)
    ]
    browser = sign_in(mari)
    page = reverse("reports:form_section", args=[rows[0].pk])
    typed = opened(browser, page)
    browser.post(reverse("reports:form_move", args=[rows[0].pk]), {"suund": "alla"})
    browser.post(page, opened(browser, page) | {"heading": "Ühine"})
    assert browser.post(page, typed | {"heading": "Ühine", "guidance": "Lühidalt."}).status_code == 302
    section = FormSection.objects.get(pk=rows[0].pk)
    assert (section.order, section.heading, section.guidance) == (2, "Ühine", "Lühidalt.")


def test_people_of_the_funder_are_not_taken_away_unseen(sign_in, mari, contract, riina):
    browser, page = sign_in(mari), reverse("reports:contract", args=[contract.slug])
    contract.funders.clear()
    typed = opened(browser, page)
    contract.funders.add(riina)
    refused = browser.post(page, typed | {"title": "Teine pealkiri"})
    assert refused.status_code == 409
    assert [row.theirs for row in refused.context["form"].conflict.theirs_alone] == [str(riina)]
    assert list(contract.funders.all()) == [riina]


def test_each_such_page_holds_the_mark_of_what_it_began_from(sign_in, mari, goal, activity):
    indicator = Indicator.objects.create(goal=goal, letter="a", title="Noori", measure="x.y")
    promised = Commitment.objects.create(activity=activity, on="2022-02-01", supplier="Saal OÜ", amount=5)
    browser = sign_in(mari)
    for page in (
        reverse("reports:goal_row", args=["naitaja", indicator.pk]),
        reverse("reports:cost", args=[CostFactory(activity=activity).pk]),
        reverse("reports:commitment", args=[promised.pk]),
    ):
        assert len(re.findall(r'name="seen" value="\w+:\w{16} ', browser.get(page).text)) == 1, page


@pytest.mark.parametrize("model", ADD)
def test_two_clicks_add_one(sign_in, mari, contract, activity, model):
    url, typed = ADD[model]
    typed = {name: value.format(activity=activity.pk) for name, value in typed.items()}
    browser, before = sign_in(mari), model.objects.count()
    answers = [browser.post(url.format(slug=contract.slug), typed) for _click in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0].url == answers[1].url
    assert model.objects.count() == before + 1


def test_what_is_kept_without_a_form_is_saved_as_it_is(mari, goal):
    goal.title = "Ilma vormita"
    assert keep(record=goal, by=mari).history.first().history_user == mari


def test_what_was_typed_about_a_removed_goal_is_shown_to_be_copied(sign_in, mari, goal):
    browser, page = sign_in(mari), reverse("reports:goal_row", args=["eesmark", goal.pk])
    typed = opened(browser, page)
    goal.delete()
    gone = browser.post(page, typed | {"title": "Pikalt mõeldud sõnastus"})
    assert gone.status_code == 404
    assert [(one.label, one.text) for one in gone.context["typed"]][1] == (
        "Pealkiri",
        "Pikalt mõeldud sõnastus",
    )
    # A button alone was no writing: there is nothing to give back.
    assert browser.post(f"{page}eemalda/").context.get("typed") is None
