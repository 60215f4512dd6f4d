"""Municipalities, communities and their records for tests; each factory makes a valid record by itself."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from municipalities.enums import (
    CommunityKind,
    CommunityState,
    ContactChannel,
    FormatKind,
    MunicipalityKind,
    OfficialState,
)
from municipalities.models import (
    CocreationFormat,
    Community,
    Contact,
    County,
    DecisionParticipation,
    FormatEvent,
    Municipality,
    MunicipalityAlias,
    MunicipalityCode,
    Official,
    Principles,
    Satisfaction,
    Spokesperson,
)
from silab.accounts.enums import Role
from tests.silab.accounts.factories import PersonFactory, UserFactory


class CountyFactory(DjangoModelFactory):
    """A county."""

    class Meta:
        model = County
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda n: f"{9000 + n}")
    name = factory.Sequence(lambda n: f"Maakond {n}")


class MunicipalityFactory(DjangoModelFactory):
    """A rural municipality that exists since the reform."""

    class Meta:
        model = Municipality

    name = factory.Sequence(lambda n: f"Näidis {n} vald")
    kind = MunicipalityKind.PARISH
    county = factory.SubFactory(CountyFactory, code="0084", name="Viljandi maakond")
    valid_from = date(2017, 10, 15)


class MunicipalityCodeFactory(DjangoModelFactory):
    """A code that is valid all the time."""

    class Meta:
        model = MunicipalityCode

    municipality = factory.SubFactory(MunicipalityFactory)
    code = factory.Sequence(lambda n: f"{1000 + n}")


class MunicipalityAliasFactory(DjangoModelFactory):
    """Another name of a municipality."""

    class Meta:
        model = MunicipalityAlias

    municipality = factory.SubFactory(MunicipalityFactory)
    alias = factory.Sequence(lambda n: f"Teisend {n}")


class OfficialFactory(DjangoModelFactory):
    """An approved official."""

    class Meta:
        model = Official

    user = factory.SubFactory(UserFactory, role=Role.OFFICIAL)
    municipality = factory.SubFactory(MunicipalityFactory)
    post = "kogukonnatöö spetsialist"
    state = OfficialState.APPROVED


class CommunityFactory(DjangoModelFactory):
    """A self-defined village; `accepted=True` makes it accepted."""

    class Meta:
        model = Community

    class Params:
        accepted = factory.Trait(
            state=CommunityState.ACCEPTED, accepted_at=datetime(2022, 5, 10, 9, tzinfo=UTC)
        )

    municipality = factory.SubFactory(MunicipalityFactory)
    name = factory.Sequence(lambda n: f"Küla {n}")
    kind = CommunityKind.VILLAGE
    defined_on = date(2021, 9, 1)


class SpokespersonFactory(DjangoModelFactory):
    """Someone with an open-ended mandate."""

    class Meta:
        model = Spokesperson

    community = factory.SubFactory(CommunityFactory)
    person = factory.SubFactory(PersonFactory)
    mandate_from = date(2022, 1, 1)


class PrinciplesFactory(DjangoModelFactory):
    """Principles that were negotiated but are not applied yet."""

    class Meta:
        model = Principles

    municipality = factory.SubFactory(MunicipalityFactory)
    title = "Kaasamise põhimõtted"
    negotiated_on = date(2022, 3, 1)


class CocreationFormatFactory(DjangoModelFactory):
    """A round table that still runs."""

    class Meta:
        model = CocreationFormat

    municipality = factory.SubFactory(MunicipalityFactory)
    kind = FormatKind.ROUND_TABLE
    name = factory.Sequence(lambda n: f"Ümarlaud {n}")
    started_on = date(2022, 4, 1)


class FormatEventFactory(DjangoModelFactory):
    """One meeting of a format."""

    class Meta:
        model = FormatEvent

    format = factory.SubFactory(CocreationFormatFactory)
    on = date(2022, 6, 1)
    topic = factory.Sequence(lambda n: f"Arutelu {n}")


class DecisionParticipationFactory(DjangoModelFactory):
    """A decision in which communities took part."""

    class Meta:
        model = DecisionParticipation

    municipality = factory.SubFactory(MunicipalityFactory)
    decision = factory.Sequence(lambda n: f"Otsus {n}")
    on = date(2022, 9, 1)


class ContactFactory(DjangoModelFactory):
    """A call to a municipality."""

    class Meta:
        model = Contact

    municipality = factory.SubFactory(MunicipalityFactory)
    on = date(2022, 2, 1)
    channel = ContactChannel.CALL


class SatisfactionFactory(DjangoModelFactory):
    """A survey result of one year."""

    class Meta:
        model = Satisfaction

    municipality = factory.SubFactory(MunicipalityFactory)
    year = 2022
    percentage = "54.8"
