import pytest

from tests.trainings.selection.teams import a_programme, a_team
from trainings.models import Trainer
from trainings.places import take_place


@pytest.fixture
def programme(db):
    """A programme of eight mentoring hours, with one place of advice after it."""
    return a_programme(mentoring_hours=8, advisory_places=1)


@pytest.fixture
def team(programme, viljandi, jaan, mari):
    """Viljandi's team, in the group in Tartu."""
    found = a_team(programme, municipality=viljandi, submitter=jaan)
    take_place(found, programme.groups.get(name="Tartu"), by=mari)
    return found


@pytest.fixture
def trainer(programme, tiit):
    """Tiit, who trains the group in Pärnu only."""
    trains = Trainer.objects.create(training=programme, name=tiit.name, user=tiit)
    trains.groups.add(programme.groups.get(name="Pärnu"))
    return trains
