"""`manage.py measure`: a figure and its records in the terminal."""

from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from municipalities.enums import CommunityState
from tests.municipalities.factories import CommunityFactory, MunicipalityFactory


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def community(viljandi):
    return CommunityFactory(
        name="Ramsi alevik",
        municipality=viljandi,
        state=CommunityState.ACCEPTED,
        accepted_at=datetime(2021, 11, 3, 9, tzinfo=UTC),
    )


def test_value_with_unit_and_evidence(community, capsys):
    call_command(
        "measure", "communities.accepted", "--year", "2021", "--municipality", "viljandi", "--evidence"
    )
    value, proof = capsys.readouterr().out.splitlines()
    assert value.endswith("(01.01.2021–31.12.2021, Viljandi vald): 1 community")
    assert proof.split() == [community.code, "03.11.2021", "Viljandi", "vald", "Ramsi", "alevik"]


def test_no_data_is_a_dash(community, capsys):
    call_command("measure", "communities.accepted", "--period", "2022-01-01", "2022-12-31", "--evidence")
    value, nothing = capsys.readouterr().out.splitlines()
    assert value.endswith(": –")
    assert nothing == "No records."


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nothing.such", "--year", "2021"], "communities.accepted"),
        (["communities.accepted"], "Give either a year"),
        (["communities.accepted", "--year", "MMXXI"], "not a date: MMXXI"),
        (["communities.accepted", "--period", "2022-12-31", "2022-01-01"], "ends before"),
        (["communities.accepted", "--year", "2021", "--municipality", "Viljandi"], "Viljandi linn"),
        (["communities.accepted", "--year", "2021", "--municipality", "Xyz"], "No municipality"),
        (["communities.accepted", "--year", "2021", "--contract", "none"], "no contract"),
        (["surveys.waves_completed", "--year", "2021", "--municipality", "Anija"], "not counted by"),
    ],
)
def test_what_is_wrong_is_said_plainly(community, arguments, words):
    MunicipalityFactory(name="Viljandi linn", kind="linn")
    with pytest.raises(CommandError, match=words):
        call_command("measure", *arguments)
