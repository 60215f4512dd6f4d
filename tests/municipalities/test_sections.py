"""What other rooms add to a municipality's page."""

import pytest

from municipalities import sections
from municipalities.sections import Section, register, sections_for


@pytest.fixture(autouse=True)
def _restored(monkeypatch):
    monkeypatch.setattr(sections, "_sections", {})
    monkeypatch.setattr(sections, "autodiscover_modules", lambda name: None)


def section(key, order=100, context=lambda municipality, user: {"awards": [], "today": None}):
    return Section(key, key.title(), "municipalities/badge/section.html", context, order)


def test_sections_stand_in_their_order_and_the_silent_are_left_out(viljandi, mari):
    register(section("last", order=90))
    register(section("first", order=10))
    register(section("silent", context=lambda municipality, user: None))
    assert [shown.title for shown in sections_for(viljandi, mari)] == ["First", "Last"]


def test_a_key_is_taken_once():
    register(section("badge"))
    with pytest.raises(ValueError, match="badge"):
        register(section("badge"))
