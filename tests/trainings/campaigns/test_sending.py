"""Each municipality gets its letter once, whatever is pressed, killed or changed."""

import pytest
from django.core import mail

from municipalities.contacts.actions import Kept, delete_contact
from municipalities.models import Contact
from silab.jobs.actions import enqueue
from silab.jobs.models import Job
from silab.jobs.running import run
from silab.notices import sending as notices
from silab.notices.models import Notice
from tests.trainings.campaigns.factories import CampaignFactory, RecipientFactory, send_now
from tests.trainings.factories import CallFactory
from trainings.calls.funnel import figures_of
from trainings.campaigns import sending
from trainings.models import Outreach

pytestmark = pytest.mark.django_db


def test_sixty_six_letters_go_once_each_with_contact_and_recruitment(mari):
    campaign = CampaignFactory(training=CallFactory())
    rows = RecipientFactory.create_batch(66, campaign=campaign)
    RecipientFactory(campaign=campaign, email="")
    assert [send_now(campaign, mari) for _ in range(3)] == [66, 0, 0]
    assert Notice.objects.count() == Contact.objects.count() == 66
    assert Outreach.objects.filter(training=campaign.training).count() == 66
    assert figures_of(campaign.training)[0].value == 66
    campaign.refresh_from_db()
    assert campaign.sent_by == mari
    contact = rows[0].municipality.contacts.get()
    assert (contact.channel, contact.summary) == ("letter", f"Kutse: {rows[0].municipality.name}")
    for notice in Notice.objects.all():
        notices.deliver(notice_pk=notice.pk)
    assert sorted(message.to[0] for message in mail.outbox) == sorted(row.email for row in rows)
    assert mari.email in mail.outbox[0].body


def test_who_joins_later_gets_the_letter_and_nobody_a_second_one(mari):
    campaign = CampaignFactory()
    first = RecipientFactory(campaign=campaign)
    late = RecipientFactory(campaign=campaign, email="")
    assert send_now(campaign, mari) == 1
    late.email = "hiljem@vald.example"
    late.save()
    first.refresh_from_db()
    first.email = "teine@vald.example"
    first.save()
    assert send_now(campaign, mari) == 1
    assert Notice.objects.count() == 2
    assert not Outreach.objects.exists()


def test_a_letter_whose_contact_is_gone_is_not_sent_again(mari):
    row = RecipientFactory()
    send_now(row.campaign, mari)
    Contact.objects.all().delete()  # past the portal, as the administration could
    row.refresh_from_db()
    row.email = "uus@vald.example"
    row.save()
    assert row.letter is None
    send_now(row.campaign, mari)
    assert Notice.objects.count() == 1


def test_a_sent_letter_stays_in_the_log(mari):
    row = RecipientFactory()
    send_now(row.campaign, mari)
    with pytest.raises(Kept, match=row.campaign.title):
        delete_contact(contact=Contact.objects.get(), by=mari)


def test_a_worker_killed_in_the_middle_leaves_nothing_and_the_next_one_sends_all(mari, monkeypatch):
    campaign = CampaignFactory()
    RecipientFactory.create_batch(3, campaign=campaign)
    digest = sending.digest_of(campaign, sending.waiting_of(campaign))
    job = enqueue(
        "trainings.campaign",
        key="1",
        payload={"campaign": campaign.pk, "digest": digest, "by": mari.pk},
        by=mari,
    )
    real, written = sending.notify, []

    def dies(**words):
        written.append(real(**words))
        if len(written) == 2:
            raise RuntimeError("killed")

    monkeypatch.setattr(sending, "notify", dies)
    run(job.pk)
    assert len(written) == 2
    assert not Notice.objects.exists()
    assert not Contact.objects.exists()
    monkeypatch.setattr(sending, "notify", real)
    run(job.pk)
    assert Notice.objects.count() == Contact.objects.count() == 3


def test_what_was_changed_after_the_look_is_not_sent(mari):
    row = RecipientFactory()
    digest = sending.digest_of(row.campaign, sending.waiting_of(row.campaign))
    row.email = "teine@vald.example"
    row.save()
    payload = {"campaign": row.campaign.pk, "digest": digest, "by": mari.pk}
    run(enqueue("trainings.campaign", key="1", payload=payload, by=mari).pk)
    assert Job.objects.get().state == "failed"
    assert "muudeti" in Job.objects.get().error
    assert not Notice.objects.exists()
