"""The register and its people for tests of municipalities."""

import pytest

from municipalities.models import County, Municipality, MunicipalityAlias, MunicipalityCode
from municipalities.register_files import fill_register
from silab.accounts.enums import Role
from tests.municipalities.factories import MunicipalityFactory, OfficialFactory, UserFactory

_filled: dict[type, list] = {}


@pytest.fixture
def register(db):
    """All municipalities of the files, by name; read from the files once, then copied without history."""
    if _filled:
        for model, records in _filled.items():
            model.objects.bulk_create(records)
    else:
        fill_register()
        for model in (County, Municipality, MunicipalityCode, MunicipalityAlias):
            _filled[model] = list(model.objects.order_by("pk"))
    return {municipality.name: municipality for municipality in Municipality.objects.all()}


@pytest.fixture
def viljandi(db):
    return MunicipalityFactory(name="Viljandi vald")


@pytest.fixture
def anija(db):
    return MunicipalityFactory(name="Anija vald")


@pytest.fixture
def mari(db):
    return UserFactory(email="mari@silab.example", name="Mari Maasikas", role=Role.STAFF)


@pytest.fixture
def jaan(viljandi):
    user = UserFactory(email="jaan@viljandivald.example", name="Jaan Jõesaar", role=Role.OFFICIAL)
    OfficialFactory(user=user, municipality=viljandi)
    return user


@pytest.fixture
def leena(anija):
    user = UserFactory(email="leena@anija.example", name="Leena Lepik", role=Role.OFFICIAL)
    OfficialFactory(user=user, municipality=anija)
    return user


@pytest.fixture
def riina(db):
    return UserFactory(email="riina@ministeerium.example", name="Riina Raud", role=Role.FUNDER)
