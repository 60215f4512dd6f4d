"""The cast (house.md, habit 9): the same few people in every test, and what they stand for."""

import pytest
from django.test import Client

from municipalities.models import Official
from silab.accounts.enums import Role
from tests.municipalities.factories import CountyFactory, MunicipalityFactory, OfficialFactory
from tests.silab.accounts.factories import ContractFactory, PersonFactory, UserFactory


@pytest.fixture
def sign_in():
    """Return a function that gives a browser in which the user is signed in."""

    def signed_in(user) -> Client:
        browser = Client()
        browser.force_login(user)
        return browser

    return signed_in


@pytest.fixture
def viljandi(db):
    """Viljandi vald."""
    county = CountyFactory(code="0084", name="Viljandi maakond")
    return MunicipalityFactory(name="Viljandi vald", county=county, mail_domain="viljandivald.example")


@pytest.fixture
def anija(db):
    """Anija vald."""
    county = CountyFactory(code="0037", name="Harju maakond")
    return MunicipalityFactory(name="Anija vald", county=county, mail_domain="anija.example")


@pytest.fixture
def contract(db):
    """The contract silab-2021."""
    return ContractFactory()


@pytest.fixture
def mari(db):
    """Mari, Silab's staff."""
    return UserFactory(email="mari@silab.example", name="Mari Mets", role=Role.STAFF)


@pytest.fixture
def jaan(viljandi):
    """Jaan, official of Viljandi vald."""
    return _official("jaan@viljandivald.example", "Jaan Tamm", viljandi)


@pytest.fixture
def leena(anija):
    """Leena, official of Anija vald: a stranger to Viljandi's records."""
    return _official("leena@anija.example", "Leena Kask", anija)


@pytest.fixture
def tiit(db):
    """Tiit, who speaks for a community, with an account but no role."""
    user = UserFactory(email="tiit@kyla.example", name="Tiit Saar")
    PersonFactory(name=user.name, email=user.email, user=user)
    return user


@pytest.fixture
def riina(contract):
    """Riina, of the ministry that funds silab-2021."""
    user = UserFactory(email="riina@ministeerium.example", name="Riina Rand", role=Role.FUNDER)
    contract.funders.add(user)
    return user


@pytest.fixture
def stranger(db):
    """Somebody who signed up and has no role."""
    return UserFactory(email="voor@mujal.example", name="Võõras Võsu")


def _official(email, name, municipality):
    user = UserFactory(email=email, name=name, role=Role.OFFICIAL)
    if not Official.objects.filter(user=user, municipality=municipality).exists():
        OfficialFactory(user=user, municipality=municipality)
    return user
