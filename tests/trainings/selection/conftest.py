import pytest

from tests.trainings.selection.teams import a_programme, a_team


@pytest.fixture
def programme(db):
    """A programme with groups in Pärnu (one place) and Tartu (two)."""
    return a_programme()


@pytest.fixture
def parnu(programme):
    """The group with one place."""
    return programme.groups.get(name="Pärnu")


@pytest.fixture
def tartu(programme):
    """The group with two places."""
    return programme.groups.get(name="Tartu")


@pytest.fixture
def team(programme, viljandi, jaan):
    """Viljandi's team, sent in by Jaan."""
    return a_team(programme, municipality=viljandi, submitter=jaan)
