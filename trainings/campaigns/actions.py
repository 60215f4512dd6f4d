"""What happens to a campaign before it is sent: the letter is written, readers are chosen (domain.md §1)."""

from django.db import transaction

from trainings.campaigns.addresses import suggestions_for
from trainings.models import Campaign, CampaignRecipient


class Sent(Exception):
    """The letter has been sent: its words stand."""


@transaction.atomic
def save_letter(*, campaign: Campaign, by) -> Campaign:
    """Save the words of a campaign, new or not; raise Sent once its letter has gone."""
    if campaign.pk:
        _unsent(campaign)
    else:
        campaign.created_by = by
    campaign._history_user = by
    campaign.save()
    return campaign


@transaction.atomic
def choose(*, campaign: Campaign, chosen, among, by) -> tuple[int, int]:
    """Have exactly the `chosen` of the municipalities `among` in the campaign, those already written to aside.

    The others stay as they are. Newcomers get the best address that is known. Return how many came and went.
    """
    locked = Campaign.objects.select_for_update().order_by("pk").get(pk=campaign.pk)
    wanted = {municipality.pk for municipality in chosen}
    shown = {municipality.pk for municipality in among}
    rows = {row.municipality_id: row for row in locked.recipients.order_by("pk")}
    new = [one for one in chosen if one.pk not in rows]
    gone = [
        row for key, row in rows.items() if key in shown - wanted and not row.letter_id and not row.called_at
    ]
    known = suggestions_for(new)
    for municipality in new:
        suggestion = known.get(municipality.pk)
        row = CampaignRecipient(campaign=locked, municipality=municipality, created_by=by)
        if suggestion:
            row.name, row.email = suggestion.name, suggestion.email
        row._history_user = by
        row.save()
    for row in gone:
        row._history_user = by
        row.delete()
    return len(new), len(gone)


@transaction.atomic
def save_addresses(*, campaign: Campaign, typed: dict[int, tuple[str, str]], by) -> int:
    """Save name and address by recipient; those written to already keep theirs. Return how many changed."""
    Campaign.objects.select_for_update().order_by("pk").get(pk=campaign.pk)
    changed = 0
    for row in campaign.recipients.filter(letter=None).order_by("pk"):
        name, email = typed.get(row.pk, (row.name, row.email))
        if (name, email) != (row.name, row.email):
            row.name, row.email = name, email
            row._history_user = by
            row.save()
            changed += 1
    return changed


@transaction.atomic
def delete_campaign(*, campaign: Campaign, by) -> None:
    """Delete a campaign whose letter has not been sent; raise Sent."""
    locked = _unsent(campaign)
    locked._history_user = by
    locked.delete()


def _unsent(campaign):
    locked = Campaign.objects.select_for_update().order_by("pk").get(pk=campaign.pk)
    if locked.sent_at:
        raise Sent
    return locked
