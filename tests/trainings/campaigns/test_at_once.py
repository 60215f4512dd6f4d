"""Several workers and several callers at once, each in a thread with a connection of its own."""

import pytest
from django.utils import timezone

from municipalities.contacts.actions import note_contact
from municipalities.models import Contact
from silab.accounts.enums import Role
from silab.notices.models import Notice
from tests.at_once import ON_POSTGRESQL, at_once
from tests.municipalities.factories import MunicipalityFactory
from tests.silab.accounts.factories import UserFactory
from tests.trainings.campaigns.factories import CampaignFactory, RecipientFactory, SentCampaignFactory
from tests.trainings.factories import CallFactory
from trainings.campaigns.calls import CalledMeanwhile, mark_of, record_call
from trainings.campaigns.sending import digest_of, send, waiting_of
from trainings.models import Outreach

pytestmark = ON_POSTGRESQL


@pytest.fixture
def mari(transactional_db):
    return UserFactory(email="mari@silab.example", role=Role.STAFF)


def test_eight_workers_send_each_letter_once(mari):
    campaign = CampaignFactory(training=CallFactory())
    RecipientFactory.create_batch(20, campaign=campaign)
    digest = digest_of(campaign, waiting_of(campaign))
    sent = at_once(*[lambda: send(campaign=campaign, digest=digest, by=mari)] * 8)
    assert sorted(sent) == [0] * 7 + [20]
    assert Notice.objects.count() == Contact.objects.count() == Outreach.objects.count() == 20


def test_of_six_who_record_one_call_one_does_and_the_others_are_told(mari):
    row = RecipientFactory(campaign=SentCampaignFactory())
    seen = mark_of(row)
    outcomes = at_once(
        *[lambda: record_call(recipient=row, outcome="coming", seen=seen, by=mari).outcome] * 6
    )
    assert sorted(outcomes, key=str) == [CalledMeanwhile] * 5 + ["coming"]
    assert Contact.objects.count() == 1


def test_a_form_sent_six_times_at_once_is_one_contact(mari):
    values = {"municipality": MunicipalityFactory(), "on": timezone.localdate(), "channel": "call"}
    outcomes = at_once(*[lambda: note_contact(by=mari, **values)[1]] * 6)
    assert sorted(outcomes) == [False] * 5 + [True]
    assert Contact.objects.count() == 1
