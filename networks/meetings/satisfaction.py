"""Asking how a network serves: of members' representatives and of the partner, anonymous, once each (domain.md §4)."""

from datetime import datetime, time, timedelta

import structlog
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext as _

from networks.enums import Respondent
from networks.meetings.links import SATISFACTION, satisfaction_url
from networks.models import (
    Representative,
    SatisfactionAnswer,
    SatisfactionRequest,
    SatisfactionRound,
)
from silab.accounts.models import Person
from silab.notices.actions import notify

#: Who has not answered by then is reminded, once: a week after asking, or three days before the end.
REMIND_AFTER = timedelta(days=7)
REMIND_BEFORE_END = timedelta(days=3)
MORNING = time(8)
log = structlog.get_logger(__name__)


class AlreadyAnswered(Exception):
    """The request has been answered: by this very person, in another window or earlier."""


class RoundOver(ValidationError):
    """The round takes no answers any more."""


@transaction.atomic
def open_round(*, round: SatisfactionRound, emails: list[str], by) -> int:
    """Save a new round and ask everybody; return how many are asked.

    Asked are the representatives of the members of today, and as the partner the funder's people of the
    network's contract and whoever owns one of `emails`. Raises ValidationError when that is nobody.
    """
    round.created_by = by
    round.save()
    people = dict.fromkeys(_partners(round, emails, by), Respondent.PARTNER)
    # Who comes for a member answers as one, though the address is the partner's too.
    people |= dict.fromkeys(_members(round), Respondent.MEMBER)
    asked = sum(_ask(round, person, kind) for person, kind in people.items())
    if not asked:
        raise ValidationError(
            _("There is nobody to ask: add representatives with e-mail addresses, or give addresses.")
        )
    return asked


@transaction.atomic
def extend(*, round: SatisfactionRound, closes_on, by) -> SatisfactionRound:
    """Move the last day of a round that is not over; raise RoundOver for one that is."""
    found = SatisfactionRound.objects.select_for_update(of=("self",)).order_by().get(pk=round.pk)
    if found.is_over:
        raise RoundOver(_("This round is over."))
    found.closes_on = closes_on
    found._history_user = by
    found.save()
    return found


@transaction.atomic
def give(*, request: SatisfactionRequest, score: int, good: str, better: str) -> None:
    """Keep an answer; raise AlreadyAnswered for a second one, RoundOver after the last day.

    The answer holds a random key and no time. Nothing is returned: nobody is to hold both ends.
    """
    found = SatisfactionRequest.objects.select_for_update(of=("self",)).select_related("round")
    asked = found.order_by().get(pk=request.pk)
    if asked.has_answered:
        raise AlreadyAnswered
    if asked.round.is_over:
        raise RoundOver(_("The time for answers is over."))
    words = {"good": good.strip(), "better": better.strip()}
    SatisfactionAnswer(round=asked.round, respondent=asked.respondent, score=score, **words).save(
        force_insert=True
    )
    asked.has_answered = True
    asked.save(update_fields=["has_answered"])


def remind_due(now: datetime) -> int:
    """Remind, once, those who have not answered the rounds whose day for it has come; return how many."""
    today, sent = timezone.localdate(now), 0
    waiting = SatisfactionRequest.objects.filter(has_answered=False, round__closes_on__gte=today)
    for one in waiting.select_related("round__network", "person__user").order_by("pk"):
        if remind_at(one.round) <= now:
            sent += _tell(f"networks.satisfaction_reminder:{one.pk}", "satisfaction_reminder", one)
    return sent


def remind_at(round: SatisfactionRound) -> datetime:
    """Return when those of a round who have not answered are reminded; not on the day of asking."""
    day = min(round.asked_on + REMIND_AFTER, round.closes_on - REMIND_BEFORE_END)
    day = max(day, round.asked_on + timedelta(days=1))
    return timezone.make_aware(datetime.combine(day, MORNING))


def _ask(round, person, respondent) -> bool:
    made = SatisfactionRequest.objects.create(round=round, person=person, respondent=respondent)
    return _tell(f"networks.satisfaction:{made.pk}", "satisfaction", made)


def _members(round):
    today = round.asked_on
    now = Representative.objects.filter(
        Q(membership__left_on=None) | Q(membership__left_on__gt=today),
        membership__network=round.network_id,
        membership__joined_on__lte=today,
    )
    people = Person.objects.filter(pk__in=now.order_by().values("person")).exclude(email="")
    return people.select_related("user").order_by("pk")


def _partners(round, emails, by) -> list[Person]:
    contract = round.network.contract
    funders = list(contract.funders.order_by("pk")) if contract else []
    names = {user.email.lower(): user.get_full_name() for user in funders}
    names |= {email: email.partition("@")[0] for email in emails if email not in names}
    known = {one.email.lower(): one for one in _having(names)}
    return [
        known.get(email) or Person.objects.create(name=name, email=email, created_by=by)
        for email, name in names.items()
    ]


def _having(emails):
    """The people of these addresses, however they are written."""
    found = Person.objects.annotate(address=Lower("email")).filter(address__in=list(emails))
    return found.select_related("user").order_by("pk")


def _tell(event, template, request) -> bool:
    context = {
        "round": request.round,
        "network": request.round.network,
        "url": satisfaction_url(request),
        "days": SATISFACTION.days,
    }
    try:
        made = notify(
            event=event,
            to=request.person,
            template=f"networks/mail/{template}",
            context=context,
            confidential=True,
        )
    except ValidationError:
        log.warning("person_has_no_proper_address", person=request.person_id)
        return False
    return made is not None
