"""Refund of training costs: proposed by the system, decided by staff, never automatic (domain.md §3)."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from silab.common.templatetags.formats import euro
from trainings.completion.standing import standings
from trainings.enums import RefundState
from trainings.models import RefundClaim, Training


@transaction.atomic
def propose(*, training: Training, by) -> int:
    """Propose a claim for everybody who took part, fell out and has none; return how many.

    The amount is the programme's limit, in EUR with VAT, to be lowered by whoever decides. A programme
    without a limit has no claims.
    """
    training = Training.objects.select_for_update().order_by().get(pk=training.pk)
    if not training.refund_limit:
        return 0
    proposed = 0
    for standing in standings(training):
        # Whoever never came and was replaced in time cost nothing.
        if (
            not standing.fell_out
            or standing.claim
            or (standing.participant.left_on and not standing.attended)
        ):
            continue
        RefundClaim.objects.create(
            participant=standing.participant,
            cause=standing.cause[:300],
            amount=training.refund_limit,
            employer=standing.participant.organisation,
            created_by=by,
        )
        proposed += 1
    return proposed


@transaction.atomic
def decide(*, claim: RefundClaim, state: str, amount: Decimal, employer: str, reason: str, by) -> RefundClaim:
    """Claim a refund from the employer or waive it, with a reason; a decision may be changed by another.

    Raises ValidationError for an amount over the programme's limit, a claim without employer, and a
    decision without reason.
    """
    claim = (
        RefundClaim.objects.select_for_update(of=("self",))
        .select_related("participant__training")
        .get(pk=claim.pk)
    )
    limit = claim.participant.training.refund_limit
    errors = {}
    if state not in (RefundState.CLAIMED, RefundState.WAIVED):
        errors["state"] = _("Choose whether the refund is claimed or waived.")
    if not reason.strip():
        errors["reason"] = _("Write down why you decide so.")
    if state == RefundState.CLAIMED:
        if limit is None or not 0 < amount <= limit:
            errors["amount"] = _("At most %(limit)s may be claimed.") % {"limit": euro(limit or Decimal(0))}
        if not employer.strip():
            errors["employer"] = _("A refund is claimed from the employer: write who that is.")
    if errors:
        raise ValidationError(errors)
    claim.state, claim.reason = state, reason.strip()
    if state == RefundState.CLAIMED:
        claim.amount, claim.employer = amount, employer.strip()
    claim.decided_at, claim.decided_by = timezone.now(), by
    claim._history_user = by
    claim.save()
    return claim
