"""Networks, labs and engagement processes for tests; each factory makes a valid record by itself."""

from datetime import UTC, date, datetime, timedelta

import factory
from factory.django import DjangoModelFactory

from networks.models import (
    Advice,
    Decision,
    EngagementProcess,
    Lab,
    LabFunding,
    LabModel,
    LabWorkshop,
    Meeting,
    MeetingInvitation,
    MeetingPresence,
    Membership,
    ModelStage,
    Network,
    PilotInterest,
    Representative,
    SatisfactionAnswer,
    SatisfactionRequest,
    SatisfactionRound,
    StageCompletion,
)
from tests.municipalities.factories import MunicipalityFactory, PersonFactory


class NetworkFactory(DjangoModelFactory):
    """A network."""

    class Meta:
        model = Network

    name = factory.Sequence(lambda n: f"Võrgustik {n}")
    started_on = date(2021, 11, 1)


class MembershipFactory(DjangoModelFactory):
    """A municipality that is still a member."""

    class Meta:
        model = Membership

    network = factory.SubFactory(NetworkFactory)
    municipality = factory.SubFactory(MunicipalityFactory)
    joined_on = date(2021, 11, 1)


class MeetingFactory(DjangoModelFactory):
    """A meeting of two hours."""

    class Meta:
        model = Meeting

    network = factory.SubFactory(NetworkFactory)
    title = factory.Sequence(lambda n: f"Kohtumine {n}")
    starts_at = datetime(2021, 11, 18, 8, tzinfo=UTC)
    ends_at = factory.LazyAttribute(lambda meeting: meeting.starts_at + timedelta(hours=2))


class MeetingPresenceFactory(DjangoModelFactory):
    """Someone who was there for a municipality."""

    class Meta:
        model = MeetingPresence

    meeting = factory.SubFactory(MeetingFactory)
    person = factory.SubFactory(PersonFactory)
    municipality = factory.SubFactory(MunicipalityFactory)
    marked_at = factory.LazyAttribute(lambda presence: presence.meeting.ends_at)


class HeldMeetingFactory(MeetingFactory):
    """A meeting at which somebody was, so that it counts once it is over."""

    class Meta:
        model = Meeting
        skip_postgeneration_save = True

    presence = factory.RelatedFactory(MeetingPresenceFactory, factory_related_name="meeting")


class RepresentativeFactory(DjangoModelFactory):
    """Who comes for a member, with an address."""

    class Meta:
        model = Representative

    membership = factory.SubFactory(MembershipFactory)
    person = factory.SubFactory(PersonFactory)


class InvitationFactory(DjangoModelFactory):
    """Somebody who is invited and has not answered."""

    class Meta:
        model = MeetingInvitation

    meeting = factory.SubFactory(MeetingFactory)
    person = factory.SubFactory(PersonFactory)
    municipality = factory.SubFactory(MunicipalityFactory)
    invited_at = datetime(2021, 11, 5, 8, tzinfo=UTC)


class SatisfactionRoundFactory(DjangoModelFactory):
    """A round of two weeks."""

    class Meta:
        model = SatisfactionRound

    network = factory.SubFactory(NetworkFactory)
    title = "Rahulolu 2022"
    asked_on = date(2022, 11, 30)
    closes_on = date(2022, 12, 14)


class SatisfactionRequestFactory(DjangoModelFactory):
    """A member's representative who is asked."""

    class Meta:
        model = SatisfactionRequest

    round = factory.SubFactory(SatisfactionRoundFactory)
    person = factory.SubFactory(PersonFactory)
    respondent = "member"


class SatisfactionAnswerFactory(DjangoModelFactory):
    """A member's answer."""

    class Meta:
        model = SatisfactionAnswer

    round = factory.SubFactory(SatisfactionRoundFactory)
    respondent = "member"
    score = 8


class DecisionFactory(DjangoModelFactory):
    """Something decided that is still to be done."""

    class Meta:
        model = Decision

    meeting = factory.SubFactory(MeetingFactory)
    text = factory.Sequence(lambda n: f"Otsus {n}")


class LabModelFactory(DjangoModelFactory):
    """A version of the lab model that is ready."""

    class Meta:
        model = LabModel

    title = "Koosloomelabori mudel"
    version = factory.Sequence(lambda n: n + 1)
    ready_on = date(2021, 8, 31)


class LabFactory(DjangoModelFactory):
    """A lab that has started."""

    class Meta:
        model = Lab

    name = factory.Sequence(lambda n: f"Labor {n}")
    municipality = factory.SubFactory(MunicipalityFactory)
    started_on = date(2021, 10, 1)


class LabFundingFactory(DjangoModelFactory):
    """Money raised by a lab."""

    class Meta:
        model = LabFunding

    lab = factory.SubFactory(LabFactory)
    source = "Toetus"
    on = date(2022, 6, 1)
    amount = "500.00"


class EngagementProcessFactory(DjangoModelFactory):
    """A process that goes on."""

    class Meta:
        model = EngagementProcess

    municipality = factory.SubFactory(MunicipalityFactory)
    started_on = date(2021, 11, 1)


class StageFactory(DjangoModelFactory):
    """A stage that the adviser's word fulfils."""

    class Meta:
        model = ModelStage

    order = factory.Sequence(lambda n: 100 + n)
    title = factory.Sequence(lambda n: f"Etapp {n}")


class StageCompletionFactory(DjangoModelFactory):
    """A stage reached by the adviser's word."""

    class Meta:
        model = StageCompletion

    process = factory.SubFactory(EngagementProcessFactory)
    stage = factory.SubFactory(StageFactory)
    reached_on = date(2022, 2, 1)
    evidence = "Koosolek 1. veebruaril leppis kokku."
    confirmed_at = datetime(2022, 2, 2, 8, tzinfo=UTC)


class AdviceFactory(DjangoModelFactory):
    """A conversation of an hour and a half."""

    class Meta:
        model = Advice

    process = factory.SubFactory(EngagementProcessFactory)
    on = date(2022, 3, 1)
    adviser = "Kaie Kask"
    hours = "1.5"


class PilotInterestFactory(DjangoModelFactory):
    """An official told of their interest."""

    class Meta:
        model = PilotInterest

    municipality = factory.SubFactory(MunicipalityFactory)
    told_on = date(2021, 12, 1)
    person = factory.SubFactory(PersonFactory)


class LabWorkshopFactory(DjangoModelFactory):
    """A workshop of a lab."""

    class Meta:
        model = LabWorkshop

    lab = factory.SubFactory(LabFactory)
    on = date(2021, 11, 1)
    topic = factory.Sequence(lambda n: f"Teema {n}")
