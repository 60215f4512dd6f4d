"""Written names and the municipalities that they mean; nothing resolved silently (domain.md §1)."""

from datetime import date

import pytest

from municipalities.matching import THRESHOLD, Matcher, match
from municipalities.models import MunicipalityAlias


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Saarema", "Saaremaa vald"),
        ("Halajala", "Haljala vald"),
        ("Põhja-Pärnumaa", "Põhja-Pärnumaa vald"),
        ("pohja parnumaa", "Põhja-Pärnumaa vald"),
        ("Viljandi v", "Viljandi vald"),
        ("Viljandi Linnavalitsus", "Viljandi linn"),
        ("SAARDE VALD", "Saarde vald"),
        ("Valga", "Valga vald"),
        ("Tallinn", "Tallinn"),
        ("Tallinna linn", "Tallinn"),
        ("  rae  ", "Rae vald"),
    ],
)
def test_certain_names(register, text, name):
    assert match(text).municipality == register[name]


@pytest.mark.parametrize("text", ["Saarema", "Halajala"])
def test_misspellings_are_certain_without_an_alias_too(register, text):
    MunicipalityAlias.objects.all().delete()
    found = match(text)
    assert found.is_certain
    assert THRESHOLD <= found.score < 100


@pytest.mark.parametrize("bare", ["Rakvere", "Tartu", "Viljandi", "Võru"])
def test_double_names_go_to_a_person(register, bare):
    found = match(bare)
    assert not found.is_certain
    assert [str(item.municipality) for item in found.candidates[:2]] == [f"{bare} linn", f"{bare} vald"]


@pytest.mark.parametrize("text", ["Saare", "Põhja", "Valga linn", "Kuressaare", "Rea"])
def test_what_is_only_alike_goes_to_a_person(register, text):
    assert match(text).municipality is None


def test_a_wrong_kind_is_offered_first_but_not_chosen(register):
    found = match("Valga linn")
    assert found.candidates[0].municipality == register["Valga vald"]
    assert found.score < THRESHOLD


@pytest.mark.parametrize("text", ["", "   ", "vald", "xyzxyz", None])
def test_nothing_is_found_for_nothing(register, text):
    assert match(text).candidates == ()


def test_a_merged_municipality_is_itself_in_its_time_and_its_successor_is_offered_after(register):
    assert match("Toila", on=date(2024, 5, 1)).municipality == register["Toila vald"]
    after = match("Toila", on=date(2026, 5, 1))
    assert after.municipality is None
    assert after.candidates[0].municipality == register["Jõhvi vald"]


def test_every_full_name_means_itself(register):
    matcher = Matcher()
    assert all(matcher.match(name).municipality == municipality for name, municipality in register.items())


def test_many_names_cost_two_queries(register, django_assert_num_queries):
    with django_assert_num_queries(2):
        matcher = Matcher()
        for name in ("Anija", "Viljandi v", "Toila"):
            matcher.match(name, date(2026, 1, 1))
