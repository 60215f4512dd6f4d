"""What is done to goals, outcomes and indicators: saved at once, each with its history."""

from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from reports.goals.uses import uses, why_kept
from reports.models import Goal, Indicator, Outcome
from silab.accounts.models import Contract

Row = TypeVar("Row", Goal, Outcome, Indicator)


def keep(*, row: Row, by) -> Row:
    """Save a row that a form has checked; raise ValidationError when somebody took its number meanwhile."""
    if row.pk is None:
        row.created_by = by
    row._history_user = by
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise ValidationError(_("Somebody has just taken this number. Choose another.")) from None
    return row


@transaction.atomic
def remove(*, row: Goal | Outcome | Indicator, by) -> None:
    """Remove a row, a goal with what stands under it.

    Raises ValidationError with the reason when a report speaks of it or has frozen it.
    """
    contract = contract_of(row)
    Contract.objects.select_for_update().get(pk=contract.pk)
    reason = why_kept(row, uses(contract))
    if reason:
        raise ValidationError(_("%(row)s cannot be removed. %(reason)s") % {"row": row, "reason": reason})
    below = (*row.outcomes.all(), *row.indicators.all()) if isinstance(row, Goal) else ()
    for each in (*below, row):
        each._history_user = by
        each.delete()


def contract_of(row: Goal | Outcome | Indicator) -> Contract:
    """Return the contract that a row belongs to."""
    return row.contract if isinstance(row, Goal) else row.goal.contract
