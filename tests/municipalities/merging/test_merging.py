"""Municipalities that merge: Toila into Jõhvi, three into one new, and back again (domain.md §1)."""

from datetime import UTC, date, datetime

import pytest

from municipalities.enums import CommunityState, OfficialState
from municipalities.merging.actions import merge, undo_merge
from municipalities.merging.plan import MergePlan, MergeRefused, NewMunicipality
from municipalities.models import Community, Municipality, Official
from silab import measures
from silab.accounts.enums import Role
from silab.measures import Period
from tests.municipalities.factories import (
    CommunityFactory,
    ContactFactory,
    MunicipalityFactory,
    OfficialFactory,
    UserFactory,
)

DAY = date(2025, 10, 19)
BEFORE, AFTER = date(2025, 10, 18), date(2025, 10, 19)


@pytest.fixture
def before(register):
    """The register as it was before Toila merged into Jõhvi: 79 municipalities, each with its code."""
    toila, johvi = register["Toila vald"], register["Jõhvi vald"]
    Municipality.objects.filter(pk=toila.pk).update(valid_to=None, merged_into=None)
    for one in (toila, johvi):
        one.codes.update(valid_to=None)
        one.refresh_from_db()
    return register


def plan(merging, into=None, new=None, on=DAY, **more):
    return MergePlan(merging=tuple(merging), on=on, successor=into, new=new, **more)


def official(municipality, **fields):
    return OfficialFactory(user=UserFactory(role=Role.OFFICIAL), municipality=municipality, **fields)


def code_on(municipality, day):
    return Municipality.objects.with_code(day).get(pk=municipality.pk).code_then


def counted(code, year):
    return measures.get(code).count(Period.year(year))


def test_toila_merges_into_johvi(before, mari):
    toila, johvi = before["Toila vald"], before["Jõhvi vald"]
    clerk = official(toila)
    merge(plan=plan([toila], johvi), by=mari)
    toila.refresh_from_db()
    assert (toila.valid_to, toila.merged_into) == (DAY, johvi)
    assert [Municipality.objects.valid_on(day).count() for day in (BEFORE, AFTER)] == [79, 78]
    assert (code_on(toila, BEFORE), code_on(toila, AFTER)) == ("0803", None)
    assert (code_on(johvi, BEFORE), code_on(johvi, AFTER)) == ("0251", None)
    assert johvi.officials.get(user=clerk.user).state == OfficialState.APPROVED
    assert toila.history.first().history_user == mari


def test_the_merger_of_the_files_is_the_one_made_here(register, before, mari):
    merge(plan=plan([before["Toila vald"]], before["Jõhvi vald"]), by=mari)
    from municipalities.register_files import fill_register

    assert fill_register() == 0


def test_a_code_that_stays_stays(before, mari):
    merge(plan=plan([before["Toila vald"]], before["Jõhvi vald"], code_changes=False), by=mari)
    assert code_on(before["Jõhvi vald"], AFTER) == "0251"


def test_three_become_one_new(before, mari):
    three = [before[name] for name in ("Antsla vald", "Rõuge vald", "Võru vald")]
    users = [official(one).user for one in three]
    new = NewMunicipality("Uus-Võrumaa vald", "vald", three[0].county)
    made = merge(plan=plan(three, new=new, on=date(2026, 10, 25)), by=mari)
    assert (made.valid_from, made.tile_column) == (date(2026, 10, 25), three[0].tile_column)
    assert Municipality.objects.valid_on(date(2026, 10, 24)).count() == 79
    assert Municipality.objects.valid_on(date(2026, 10, 25)).count() == 77
    for user in users:
        assert set(Municipality.objects.for_user(user)) == {made, *three}


def test_years_before_count_as_before_and_years_after_by_the_successor(before, mari):
    toila, johvi = before["Toila vald"], before["Jõhvi vald"]
    for one in (toila, johvi):
        at = datetime(2022, 5, 10, 9, tzinfo=UTC)
        CommunityFactory(municipality=one, state=CommunityState.ACCEPTED, accepted_at=at)
    code = "communities.municipalities_with_accepted"
    assert [counted(code, year) for year in (2022, 2024, 2025, 2026)] == [2, 2, 2, 2]
    merge(plan=plan([toila], johvi), by=mari)
    assert [counted(code, year) for year in (2022, 2024, 2025, 2026)] == [2, 2, 1, 1]
    assert Community.objects.get(municipality=toila).state == CommunityState.ACCEPTED


def test_access_goes_along_a_chain_of_mergers(mari):
    a, b, c = (MunicipalityFactory(name=f"{letter} vald") for letter in "ABC")
    of_c = official(c)
    stranger = official(MunicipalityFactory())
    community = CommunityFactory(municipality=a)
    merge(plan=plan([a], b), by=mari)
    merge(plan=plan([b], c, on=date(2026, 1, 1)), by=mari)
    assert set(Municipality.objects.for_user(of_c.user)) == {a, b, c}
    assert list(Community.objects.for_user(of_c.user)) == [community]
    assert set(Municipality.objects.for_user(stranger.user)) == {stranger.municipality}


def test_officials_of_two_gain_access_once_and_the_refused_stay_refused(mari):
    a, b, c = (MunicipalityFactory(name=f"{letter} vald") for letter in "ABC")
    twice = official(a)
    OfficialFactory(user=twice.user, municipality=b)
    refused = official(a)
    OfficialFactory(user=refused.user, municipality=c, state=OfficialState.REFUSED)
    asked = official(b)
    OfficialFactory(user=asked.user, municipality=c, state=OfficialState.ASKED)
    merge(plan=plan([a, b], c), by=mari)
    states = dict(c.officials.values_list("user", "state"))
    assert states == {
        twice.user.pk: OfficialState.APPROVED,
        refused.user.pk: OfficialState.REFUSED,
        asked.user.pk: OfficialState.APPROVED,
    }


def cases(before):
    toila, johvi, narva = before["Toila vald"], before["Jõhvi vald"], before["Narva linn"]
    county = toila.county
    return {
        "before it began": plan([toila], johvi, on=date(2017, 10, 15)),
        "itself": plan([toila, johvi], johvi),
        "nobody": plan([], johvi),
        "nowhere": plan([toila]),
        "one into a new one": plan([toila], new=NewMunicipality("Uus vald", "vald", county)),
        "a name that is taken": plan([toila, johvi], new=NewMunicipality("Narva linn", "linn", county)),
        "already merged": plan([before["Merged vald"]], johvi),
        "the successor has merged": plan([narva], before["Merged vald"]),
        "the successor came later": plan([narva], before["Late vald"], on=date(2020, 1, 1)),
        "a cycle": plan([before["Took vald"]], before["Merged vald"]),
        "before another merged into it": plan([before["Took vald"]], johvi, on=date(2022, 1, 1)),
    }


@pytest.mark.parametrize(
    "case",
    [
        "before it began",
        "itself",
        "nobody",
        "nowhere",
        "one into a new one",
        "a name that is taken",
        "already merged",
        "the successor has merged",
        "the successor came later",
        "a cycle",
        "before another merged into it",
    ],
)
def test_what_cannot_be_is_refused_in_words_and_changes_nothing(before, mari, case):
    took = before["Took vald"] = MunicipalityFactory(name="Took vald")
    before["Merged vald"] = MunicipalityFactory(
        name="Merged vald", merged_into=took, valid_to=date(2023, 1, 1)
    )
    before["Late vald"] = MunicipalityFactory(name="Late vald", valid_from=date(2024, 1, 1))
    history = Municipality.history.count()
    with pytest.raises(MergeRefused) as refused:
        merge(plan=cases(before)[case], by=mari)
    assert all(len(reason) > 20 for reason in refused.value.reasons)
    assert Municipality.history.count() == history


def test_a_merger_that_fails_halfway_changes_nothing(before, mari, monkeypatch):
    def broken(*_args):
        raise RuntimeError

    official(before["Toila vald"])
    monkeypatch.setattr("municipalities.merging.actions._let_in", broken)
    with pytest.raises(RuntimeError):
        merge(plan=plan([before["Toila vald"]], before["Jõhvi vald"]), by=mari)
    assert Municipality.objects.valid_on(AFTER).count() == 79


def test_a_merger_is_taken_back(before, mari):
    toila, johvi = before["Toila vald"], before["Jõhvi vald"]
    clerk = official(toila)
    ContactFactory(municipality=johvi)
    merge(plan=plan([toila], johvi), by=mari)
    toila.refresh_from_db()
    assert undo_merge(municipality=toila, by=mari) == [toila]
    toila.refresh_from_db()
    assert (toila.valid_to, toila.merged_into) == (None, None)
    assert (code_on(toila, AFTER), code_on(johvi, AFTER)) == ("0803", "0251")
    assert not Official.objects.filter(user=clerk.user, municipality=johvi).exists()


def test_a_new_municipality_goes_with_its_merger(before, mari):
    three = [before[name] for name in ("Antsla vald", "Rõuge vald", "Võru vald")]
    official(three[1])
    new = NewMunicipality("Uus-Võrumaa vald", "vald", three[0].county)
    made = merge(plan=plan(three, new=new), by=mari)
    three[2].refresh_from_db()
    assert undo_merge(municipality=three[2], by=mari) == three
    assert not Municipality.objects.filter(pk=made.pk).exists()
    assert Municipality.objects.valid_on(AFTER).count() == 79


@pytest.mark.parametrize("is_new", [True, False])
def test_what_was_recorded_since_keeps_a_merger(before, mari, is_new):
    toila, johvi, alutaguse = (before[name] for name in ("Toila vald", "Jõhvi vald", "Alutaguse vald"))
    new = NewMunicipality("Uus vald", "vald", toila.county) if is_new else None
    successor = merge(plan=plan([toila, alutaguse], None if is_new else johvi, new), by=mari)
    CommunityFactory(municipality=successor)
    toila.refresh_from_db()
    with pytest.raises(MergeRefused, match="1"):
        undo_merge(municipality=toila, by=mari)
    toila.refresh_from_db()
    assert toila.merged_into == successor


def test_the_merger_of_the_files_is_not_taken_back_here(register, mari):
    with pytest.raises(MergeRefused):
        undo_merge(municipality=register["Toila vald"], by=mari)


def test_a_chain_is_taken_back_from_its_end(mari):
    a, b, c = (MunicipalityFactory(name=f"{letter} vald") for letter in "ABC")
    merge(plan=plan([a], b), by=mari)
    merge(plan=plan([b], c, on=date(2026, 1, 1)), by=mari)
    a.refresh_from_db()
    with pytest.raises(MergeRefused):
        undo_merge(municipality=a, by=mari)
