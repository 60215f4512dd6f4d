"""Each rule of a team says what is missing; a whole team lacks nothing."""

import pytest
from django.utils import translation

from tests.municipalities.factories import MunicipalityFactory
from tests.trainings.factories import CallFactory, MemberFactory, TeamFactory
from trainings.registration.rules import facts_of, findings, registry_code_problem

pytestmark = pytest.mark.django_db


def said(application):
    with translation.override("et"):
        return [finding.message for finding in findings(facts_of(application))]


@pytest.fixture
def member(team):
    return team.members.order_by("pk").first()


def test_a_whole_team_lacks_nothing(team):
    assert said(team) == []


def test_nobody_at_all(call):
    words = said(TeamFactory(training=call, people=()))
    assert "Meeskonnas on 0 liiget, vaja on vähemalt 4." in words
    assert "Meeskonnas on 0 vabaühenduse esindajat, vaja on vähemalt 2." in words


def test_sixty_members_are_too_many(call):
    team = TeamFactory(training=call, people=("official", "ngo") * 30)
    assert said(team) == ["Meeskonnas on 60 liiget, osaleda saab kuni 8."]


def test_one_ngo_is_too_few(call):
    team = TeamFactory(training=call, people=("official", "official", "official", "ngo"))
    assert said(team) == ["Meeskonnas on 1 vabaühenduse esindaja, vaja on vähemalt 2."]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"name": ""}, "nimi on puudu"),
        ({"email": ""}, "e-posti aadress on puudu"),
        ({"email": "aino@"}, "ei ole korrektne"),
        ({"role": ""}, "vaja on vähemalt 2"),
    ],
)
def test_a_member_is_named_and_reached(team, member, change, words):
    for name, value in change.items():
        setattr(member, name, value)
    member.save()
    assert any(words in message for message in said(team))


def test_one_person_stands_in_one_role(team, member):
    MemberFactory(application=team, name=member.name.upper(), email="teine@kyla.example", role="ngo")
    assert len([message for message in said(team) if "kahes rollis" in message]) == 2


def test_nobody_is_in_two_live_teams_and_the_other_team_is_not_told_of(team, member):
    other = TeamFactory(training=team.training, name="Saladus", state="submitted")
    other.members.filter(pk=other.members.order_by("pk").first().pk).update(email=member.email)
    (message,) = said(team)
    assert member.name in message
    assert "teises meeskonnas" in message
    assert "Saladus" not in message
    type(other).objects.filter(pk=other.pk).update(state="withdrawn")
    assert said(team) == []


def test_another_programme_does_not_matter(team, member):
    other = TeamFactory(training=CallFactory(), state="submitted")
    other.members.filter(pk=other.members.order_by("pk").first().pk).update(email=member.email)
    assert said(team) == []


@pytest.mark.parametrize(
    ("code", "words"),
    [("", "puudu"), ("80000015", "näpuviga"), ("8000001", "kaheksa numbrit"), ("abc", "kaheksa numbrit")],
)
def test_a_registry_code_is_checked(code, words):
    with translation.override("et"):
        assert words in registry_code_problem(code)
    assert registry_code_problem("80000014") == ""


def test_an_official_of_a_joint_team_says_for_whom(team, member, anija):
    team.other_municipalities.add(anija)
    assert len(said(team)) == 2
    team.members.filter(role="official").update(municipality=anija)
    assert said(team) == []


def test_what_the_programme_asks_is_asked(team):
    team.service = team.service_stage = team.experience = team.cooperation = ""
    team.will_delegate = False
    assert len(said(team)) == 4
    team.training.asks_service, team.training.asks_cooperation = False, True
    assert said(team) == ["Kirjeldage varasemat koostööd."]


def test_a_newer_wording_is_accepted_anew(team):
    team.training.terms.create(version=2)
    assert said(team) == ["Andke kinnitused meeskonna nimel."]


def test_a_municipality_is_chosen(team):
    team.municipality = None
    assert said(team) == ["Valige omavalitsus."]


def test_a_municipality_that_is_merged_cannot_be_chosen(team, fill):
    MunicipalityFactory(name="Toila vald", valid_to="2025-10-19")
    answer = fill(team, "omavalitsus", {"municipality": "Toila vald"})
    assert answer.status_code == 422
