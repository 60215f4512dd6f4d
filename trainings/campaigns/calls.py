"""The calls after a campaign's letter: whom to call, who is calling, what came of it."""

from dataclasses import dataclass

from django.core.cache import cache
from django.db import transaction
from django.db.models import Case, F, IntegerField, Value, When
from django.utils import timezone

from municipalities.contacts.actions import delete_contact, write_contact
from municipalities.enums import ContactChannel
from municipalities.models import Contact
from trainings.campaigns.sending import bind
from trainings.enums import CallOutcome
from trainings.models import Campaign, CampaignRecipient

#: Whom somebody has opened counts as being called for so many seconds.
CALLING = 15 * 60
#: Who still is to be called; who was not reached comes after who has not been tried.
WAITING = (CallOutcome.TO_CALL, CallOutcome.NOT_REACHED)
REACHED = (CallOutcome.INTERESTED, CallOutcome.COMING, CallOutcome.DECLINED)
RANK = Case(
    When(outcome=CallOutcome.TO_CALL, then=Value(0)),
    When(outcome=CallOutcome.NOT_REACHED, then=Value(1)),
    default=Value(2),
    output_field=IntegerField(),
)


class CalledMeanwhile(Exception):
    """Somebody else has recorded a call since; `recipient` holds it."""

    def __init__(self, recipient):
        super().__init__()
        self.recipient = recipient


@dataclass(frozen=True)
class Caller:
    """Who has a call open, and since when."""

    user: int
    name: str
    since: object


def mark_of(recipient: CampaignRecipient) -> str:
    """Return what tells the state of a recipient's calls: a form that saw another one is refused."""
    return f"{recipient.outcome}.{recipient.call_id or 0}"


def to_call(campaign: Campaign):
    """Return whom to call, in the order of calling."""
    return in_order(campaign.recipients.filter(outcome__in=WAITING))


def in_order(recipients):
    """Return the recipients in the order of calling: who has not been tried first."""
    return recipients.annotate(rank=RANK).order_by(
        "rank", F("called_at").asc(nulls_first=True), "municipality__sort_key", "pk"
    )


def next_to_call(campaign: Campaign, by, *, after=None) -> CampaignRecipient | None:
    """Return the next to call whom nobody else is calling now; None when there is none."""
    rows = list(to_call(campaign).exclude(pk=after.pk if after else 0))
    busy = callers_of(rows)
    return next((row for row in rows if row.pk not in busy or busy[row.pk].user == by.pk), None)


def open_call(recipient: CampaignRecipient, by) -> Caller | None:
    """Note that `by` is calling; return the other one who is calling already, or None."""
    mine = Caller(by.pk, str(by), timezone.now())
    if cache.add(_key(recipient.pk), mine, CALLING):
        return None
    other = cache.get(_key(recipient.pk))
    return other if other is not None and other.user != by.pk else None


def close_call(recipient: CampaignRecipient, by) -> None:
    """Note that `by` is not calling any more."""
    known = cache.get(_key(recipient.pk))
    if known is not None and known.user == by.pk:
        cache.delete(_key(recipient.pk))


def callers_of(recipients) -> dict[int, Caller]:
    """Return who is calling now, by recipient."""
    keys = {_key(row.pk): row.pk for row in recipients}
    return {keys[key]: caller for key, caller in cache.get_many(keys).items()}


@transaction.atomic
def record_call(
    *, recipient: CampaignRecipient, outcome: str, seen: str, by, with_whom="", summary="", follow_up_on=None
) -> CampaignRecipient:
    """Keep a call and how it ended, as a contact; raise CalledMeanwhile when `seen` is not how things stand."""
    locked = CampaignRecipient.objects.select_for_update(of=("self",)).select_related(
        "campaign__training", "municipality", "called_by"
    )
    row = locked.order_by("pk").get(pk=recipient.pk)
    if mark_of(row) != seen:
        raise CalledMeanwhile(row)
    contact = write_contact(
        by=by,
        municipality=row.municipality,
        on=timezone.localdate(),
        channel=ContactChannel.CALL,
        with_whom=with_whom,
        summary=_summary(outcome, summary),
        follow_up_on=follow_up_on,
    )
    if row.campaign.training_id:
        bind(contact, row.campaign.training, by)
    row.call, row.outcome, row.called_at, row.called_by = contact, outcome, timezone.now(), by
    row._history_user = by
    row.save()
    return row


@transaction.atomic
def take_back(*, recipient: CampaignRecipient, seen: str, by) -> CampaignRecipient:
    """Take the latest call back: its contact goes, what stood before it stands again; raise CalledMeanwhile."""
    locked = CampaignRecipient.objects.select_for_update(of=("self",)).select_related("call", "called_by")
    row = locked.order_by("pk").get(pk=recipient.pk)
    if mark_of(row) != seen or row.call is None:
        raise CalledMeanwhile(row)
    taken = row.call
    made = row.history.filter(call=taken.pk).order_by("history_id").first()
    before = (
        row.history.filter(history_id__lt=made.history_id).order_by("-history_id").first() if made else None
    )
    row.outcome, row.called_at, row.called_by, row.call = CallOutcome.TO_CALL, None, None, None
    if before is not None and before.called_at:
        row.outcome, row.called_at, row.called_by_id = before.outcome, before.called_at, before.called_by_id
        row.call = Contact.objects.filter(pk=before.call_id).order_by("pk").first()
    row._history_user = by
    row.save()
    delete_contact(contact=taken, by=by)
    return row


def _summary(outcome, summary):
    words = str(CallOutcome(outcome).label).capitalize()
    return f"{words}. {summary}".strip() if summary else f"{words}."


def _key(pk):
    return f"campaign-call:{pk}"
