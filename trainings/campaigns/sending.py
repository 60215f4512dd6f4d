"""Sending a campaign: each municipality gets its letter once, whatever is pressed, killed or asked at once.

One transaction writes for each letter the notice, the contact and the recruitment. Before it nothing is there;
after it the notices take care of themselves (silab/notices)."""

import hashlib

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from municipalities.contacts.actions import write_contact
from municipalities.enums import ContactChannel
from silab.notices.actions import notify, rendered
from silab.notices.models import Notice
from trainings.campaigns.merging import fields_in, filled, problems_of
from trainings.models import Campaign, CampaignRecipient, Outreach

TEMPLATE = "trainings/mail/campaign"


class Changed(Exception):
    """The campaign is not any more what was looked at."""


def waiting_of(campaign: Campaign) -> list[CampaignRecipient]:
    """Return whom a letter would go to now: an address is known, and no letter has gone."""
    rows = campaign.recipients.filter(letter=None).exclude(email="")
    found = list(rows.select_related("municipality__county").order_by("municipality__sort_key", "pk"))
    for row in found:
        row.campaign = campaign
    return found


def digest_of(campaign: Campaign, waiting) -> str:
    """Return what tells these words to these readers from any other, so that only what was seen is sent."""
    readers = [(row.pk, row.name, row.email) for row in waiting]
    parts = (campaign.subject, campaign.body, campaign.training_id, readers)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:24]


def stops_of(campaign: Campaign, waiting) -> list[str]:
    """Return why the letter cannot go yet, in words."""
    text = f"{campaign.subject}\n{campaign.body}"
    found = problems_of(text, has_training=campaign.training_id is not None)
    if "link" in fields_in(text) and campaign.training and not campaign.training.is_public:
        found.append(_("The letter leads to a call that is not published yet: publish it first."))
    if not waiting:
        found.append(_("Nobody waits for a letter: choose municipalities and give them addresses."))
    return found


def letter_of(recipient: CampaignRecipient, sender) -> dict:
    """Return subject, text and HTML of a recipient's letter as it will go."""
    return rendered(TEMPLATE, _context(recipient, sender), "et")


def event_of(recipient) -> str:
    """Return the notice's event of a letter: one a recipient, however the address changes."""
    return f"trainings.campaign:{recipient.campaign_id}:{recipient.pk}"


@transaction.atomic
def send(*, campaign: Campaign, digest: str, by) -> int:
    """Send the letters that wait, each with its contact and recruitment; return how many went.

    Raise Changed when `digest` is not that of what stands now. Once all have gone, nothing is sent again.
    """
    locked = Campaign.objects.select_for_update(of=("self",)).select_related("training").order_by("pk")
    campaign = locked.get(pk=campaign.pk)
    waiting = waiting_of(campaign)
    if not waiting and campaign.sent_at:
        return 0
    if digest != digest_of(campaign, waiting) or stops_of(campaign, waiting):
        raise Changed
    events = [event_of(row) for row in waiting]
    gone = set(Notice.objects.filter(event__in=events).order_by().values_list("event", flat=True))
    for row in waiting:
        if event_of(row) not in gone:
            notify(event=event_of(row), to=row.email, template=TEMPLATE, context=_context(row, by))
        _record(campaign, row, by)
    if campaign.sent_at is None:
        campaign.sent_at, campaign.sent_by = timezone.now(), by
        campaign._history_user = by
        campaign.save()
    return len(waiting)


def _record(campaign, row, by):
    """Keep that the letter went: a contact like any other, and what it recruits for."""
    row.letter = write_contact(
        by=by,
        municipality=row.municipality,
        on=timezone.localdate(),
        channel=ContactChannel.LETTER,
        with_whom=(f"{row.name} <{row.email}>" if row.name else row.email)[:200],
        summary=filled(campaign.subject, row),
    )
    if campaign.training_id:
        bind(row.letter, campaign.training, by)
    row._history_user = by
    row.save()


def bind(contact, training, by) -> None:
    """Note that a contact was made to recruit for a training."""
    made = Outreach(training=training, contact=contact, created_by=by)
    made._history_user = by
    made.save()


def _context(recipient, sender):
    campaign = recipient.campaign
    return {
        "letter_subject": filled(campaign.subject, recipient),
        "letter_text": filled(campaign.body, recipient),
        "sender": sender,
    }
