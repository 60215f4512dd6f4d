"""Campaigns for tests."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from tests.municipalities.factories import MunicipalityFactory
from trainings.campaigns.sending import digest_of, send, waiting_of
from trainings.models import Campaign, CampaignRecipient


class CampaignFactory(DjangoModelFactory):
    """A draft with a field in its subject and in its letter."""

    class Meta:
        model = Campaign

    title = factory.Sequence(lambda n: f"Kampaania {n}")
    subject = "Kutse: {{omavalitsus}}"
    body = "Tere, {{nimi}}!\n\nOotame teid."


class RecipientFactory(DjangoModelFactory):
    """A municipality of its own, with an address."""

    class Meta:
        model = CampaignRecipient

    campaign = factory.SubFactory(CampaignFactory)
    municipality = factory.SubFactory(MunicipalityFactory)
    name = factory.Sequence(lambda n: f"Kalle Kask {n}")
    email = factory.Sequence(lambda n: f"kalle{n}@vald.example")


class SentCampaignFactory(CampaignFactory):
    """A campaign whose letter went long ago."""

    sent_at = factory.LazyFunction(timezone.now)


def send_now(campaign, by):
    """Send what waits, as the job does."""
    return send(campaign=campaign, digest=digest_of(campaign, waiting_of(campaign)), by=by)
