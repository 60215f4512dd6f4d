"""Badge schemes and awards for tests."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from municipalities.badge.enums import BadgeLevel
from municipalities.badge.models import Award, Scheme
from tests.municipalities.factories import MunicipalityFactory


class SchemeFactory(DjangoModelFactory):
    """A scheme that is ready."""

    class Meta:
        model = Scheme

    title = "Kaasava omavalitsuse märgis"
    version = factory.Sequence(lambda n: n + 1)
    ready_on = date(2022, 6, 1)


class AwardFactory(DjangoModelFactory):
    """A badge of the basic level for two years."""

    class Meta:
        model = Award

    municipality = factory.SubFactory(MunicipalityFactory)
    scheme = factory.SubFactory(SchemeFactory)
    level = BadgeLevel.BASIC
    valid_from = date(2023, 2, 1)
    valid_until = date(2025, 1, 31)
