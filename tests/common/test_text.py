"""Search and order of Estonian text, the same on every database (domain.md §1)."""

import pytest

from silab.common.text import search_key, sort_key
from tests.municipalities.factories import CommunityFactory, MunicipalityFactory

ALPHABETICAL = "Rapla Saku Sõmeru Šaabas Zoo Žukov Tapa Uulu Vao Võru Wiiralt Õisu Ääsmäe Öpiku Ülde"
IN_ORDER = list(ALPHABETICAL.split(" "))


@pytest.mark.parametrize("typed", ["oismae", "ÕISMÄE", " õismäe ", "O\u0303isma\u0308e", "õis\0mäe"])
def test_search_ignores_case_and_diacritics(typed):
    assert search_key(typed) == search_key("Õismäe")


def test_keys_follow_the_estonian_alphabet():
    assert sorted(sorted(IN_ORDER), key=sort_key) == IN_ORDER


def test_a_space_comes_before_a_longer_word():
    assert sort_key("Tartu vald") < sort_key("Tartumaa")


def test_the_database_orders_and_finds_alike(db):
    viljandi = MunicipalityFactory()
    for name in reversed(IN_ORDER):
        CommunityFactory(name=name, municipality=viljandi)
    assert [community.name for community in viljandi.communities.all()] == IN_ORDER
    assert viljandi.communities.get(search_key__contains=search_key("AASMAE")).name == "Ääsmäe"


def test_keys_fit_their_columns_whatever_the_letters(db):
    assert len(MunicipalityFactory(name="ß" * 200).sort_key) == 400
