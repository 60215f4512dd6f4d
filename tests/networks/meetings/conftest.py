"""A network of Viljandi and Anija with a meeting ten days ahead; the clock stands still."""

from datetime import UTC, datetime

import pytest

from silab.accounts.models import Person
from tests.networks.factories import MeetingFactory, MembershipFactory, NetworkFactory, RepresentativeFactory

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
AHEAD = datetime(2026, 11, 30, 10, tzinfo=UTC)


@pytest.fixture
def now(time_machine):
    """The clock, to be moved."""
    time_machine.move_to(NOW, tick=False)
    return time_machine


@pytest.fixture
def network(db, contract):
    """A network under the contract."""
    return NetworkFactory(name="Kaasajate võrgustik", contract=contract)


@pytest.fixture
def jaans(network, viljandi, jaan):
    """Jaan, as who comes for Viljandi."""
    person = Person.objects.create(name=jaan.name, email=jaan.email, user=jaan)
    membership = MembershipFactory(network=network, municipality=viljandi)
    return RepresentativeFactory(membership=membership, person=person)


@pytest.fixture
def leenas(network, anija, leena):
    """Leena, as who comes for Anija."""
    person = Person.objects.create(name=leena.name, email=leena.email)
    membership = MembershipFactory(network=network, municipality=anija)
    return RepresentativeFactory(membership=membership, person=person)


@pytest.fixture
def meeting(network, jaans, leenas, now):
    """The meeting ahead, nobody invited."""
    return MeetingFactory(
        network=network, title="Talvekohtumine", starts_at=AHEAD, place="Paide", agenda="1. Ring"
    )
