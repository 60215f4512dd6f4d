"""What is done to goals, outcomes and indicators: saved at once, each with its history."""

from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from reports.goals.uses import uses, why_kept
from reports.models import Goal, Indicator, Outcome
from silab.accounts.models import Contract
from silab.common.keeping import Edit, keep

Row = TypeVar("Row", Goal, Outcome, Indicator)


def keep_row(*, row: Row, by, edit: Edit | None = None) -> Row:
    """Save a row that a form has checked (silab/common/keeping.py).

    Raises ValidationError when somebody took its number meanwhile, ChangedMeanwhile.
    """
    taken = _("Somebody has just taken this number. Choose another.")
    return keep(record=row, by=by, edit=edit, taken=taken)


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
