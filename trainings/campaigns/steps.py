"""The pages on which a campaign is made, in their order (layout/steps.html), and what can be found again."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from silab.common.steps import Steps
from trainings.models import Campaign, CampaignRecipient


def steps_of(campaign: Campaign | None, key: str) -> Steps:
    """Return where the page `key` ("letter", "recipients", "addresses", "check") stands; None is a new campaign."""
    pages = (
        ("letter", _("Letter")),
        ("recipients", _("Municipalities")),
        ("addresses", _("Addresses")),
        ("check", _("Check and send")),
    )
    keys = [page for page, _words in pages]
    found = [
        (words, reverse(f"trainings:campaign_{page}", args=[campaign.pk]) if campaign else "")
        for page, words in pages
    ]
    # With nobody chosen there is nobody to write to either.
    nobody = campaign is not None and not campaign.recipients.exists()
    return Steps(found, keys.index(key) + 1, open=(2, 3) if nobody else ())


def campaign_for(user, pk) -> Campaign:
    """Return a campaign with its training; 404 for who may not open it."""
    found = Campaign.objects.for_user(user).select_related("training", "sent_by", "created_by")
    return get_object_or_404(found, pk=pk)


def recipient_for(user, pk) -> CampaignRecipient:
    """Return a recipient of a campaign that was sent, with all that a call needs; 404 for who may not open it."""
    found = CampaignRecipient.objects.filter(
        campaign__in=Campaign.objects.for_user(user), campaign__sent_at__isnull=False
    ).select_related("campaign__training", "municipality__county", "called_by")
    return get_object_or_404(found, pk=pk)
