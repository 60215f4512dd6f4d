"""Two clicks that arrive together add one; two editors at the same moment do not overwrite each other."""

from copy import copy

import pytest

from reports.forming.actions import keep_section
from reports.models import FormSection
from silab.accounts.models import User
from silab.common.keeping import ChangedMeanwhile, Edit, mark_of, values_of
from tests.at_once import ON_POSTGRESQL, at_once
from tests.reports.factories import ContractFactory

pytestmark = ON_POSTGRESQL

TYPED = {"heading": "Õppetunnid", "kind": "text", "level": 1}


@pytest.fixture
def contract(transactional_db):
    return ContractFactory()


@pytest.fixture
def people(contract):
    return [User.objects.create_user(f"{name}@silab.example", role="staff") for name in ("mari", "kaie")]


def test_two_clicks_that_arrive_together_add_one(contract, people):
    def click():
        edit = Edit(typed=TYPED, under={"contract": contract})
        return keep_section(section=FormSection(contract=contract, **TYPED), by=people[0], edit=edit).pk

    assert len(set(at_once(click, click))) == 1
    assert FormSection.objects.count() == 1


def test_of_two_editors_at_the_same_moment_one_is_told(contract, people):
    section = keep_section(section=FormSection(contract=contract, **TYPED), by=people[0])
    seen = mark_of(values_of(section, TYPED))

    def write(by):
        mine = copy(section)
        mine.heading = f"Kirjutas {by.email}"
        try:
            return keep_section(
                section=mine, by=by, edit=Edit(TYPED | {"heading": mine.heading}, seen)
            ).heading
        except ChangedMeanwhile as meanwhile:
            return meanwhile.theirs["heading"]

    told = at_once(*(lambda by=by: write(by) for by in people))
    assert told[0] == told[1] == FormSection.objects.get().heading
