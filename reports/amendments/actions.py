"""Amending the plan: all rows of an agreed change at once, with its day, its source and its reason (domain.md §9)."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.amendments.rows import ROWS, as_json, from_json, keyed, plan_of
from reports.enums import AmendmentSource
from reports.importing.changes import apply_plan
from reports.models import Amendment, AmendmentChange, AnnualReport
from reports.rows import PlanRows
from silab.accounts.models import Contract
from silab.common.templatetags.formats import day as worded


@transaction.atomic
def amend_plan(
    *,
    contract: Contract,
    plan: PlanRows,
    decided_on: date,
    source: str,
    reason: str,
    by,
    report: AnnualReport | None = None,
    reference: str = "",
) -> Amendment:
    """Make the contract's plan equal to `plan` from `decided_on` on, and keep what it was before.

    Raises ValidationError without a reason, for a day outside the contract, for a plan in which nothing
    changes, for a row that a later amendment has changed already; reports.importing.Refused when a vanishing
    row carries costs or a report's words. Nothing is changed then.
    """
    contract = Contract.objects.select_for_update().get(pk=contract.pk)
    amendment = Amendment(
        contract=contract,
        decided_on=decided_on,
        source=source,
        report=report,
        reference=reference.strip(),
        reason=reason.strip(),
        created_by=by,
    )
    _check(amendment)
    before, after = keyed(PlanRows.of(contract)), keyed(plan)
    changes = _changes(before, after)
    if not changes:
        raise ValidationError(_("Nothing in the plan changes."))
    _check_order(amendment, changes)
    apply_plan(contract=contract, plan=plan, by=by)
    amendment.applied_at, amendment.applied_by = timezone.now(), by
    amendment.save()
    for change in changes:
        change.amendment = amendment
    AmendmentChange.objects.bulk_create(changes)
    return amendment


@transaction.atomic
def revert_amendment(*, amendment: Amendment, by) -> None:
    """Take an amendment back, as if it had not been agreed; it stays in the history.

    Raises ValidationError when its rows have changed since, Refused when what it added carries costs or words.
    """
    contract = Contract.objects.select_for_update().get(pk=amendment.contract_id)
    rows: dict[str, dict[str, Any]] = keyed(PlanRows.of(contract))
    for change in amendment.changes.all():
        held = rows[change.sheet].get(change.key)
        if held != (from_json(change.sheet, change.after) if change.after else None):
            raise ValidationError(
                _("The plan's row %(row)s has changed since; take the later change back first.")
                % {"row": change.key}
            )
        if change.before is None:
            del rows[change.sheet][change.key]
        else:
            rows[change.sheet][change.key] = from_json(change.sheet, change.before)
    apply_plan(contract=contract, plan=plan_of(rows), by=by)
    amendment._history_user = by
    amendment.delete()


def _changes(before, after) -> list[AmendmentChange]:
    found = []
    for sheet in ROWS:
        for key in sorted(before[sheet].keys() | after[sheet].keys()):
            was, becomes = before[sheet].get(key), after[sheet].get(key)
            if was != becomes:
                found.append(
                    AmendmentChange(
                        sheet=sheet,
                        key=key,
                        before=as_json(was) if was else None,
                        after=as_json(becomes) if becomes else None,
                    )
                )
    return found


def _check(amendment):
    contract = amendment.contract
    if not amendment.reason:
        raise ValidationError({"reason": _("Write why the plan changes: the report tells it.")})
    if not contract.starts_on <= amendment.decided_on <= contract.ends_on:
        raise ValidationError(
            {
                "decided_on": _("The contract runs from %(first)s to %(last)s.")
                % {"first": worded(contract.starts_on), "last": worded(contract.ends_on)}
            }
        )
    if amendment.source == AmendmentSource.REPORT:
        if amendment.report is None or amendment.report.contract_id != contract.pk:
            raise ValidationError({"report": _("Say which report made the amendment.")})
    elif not amendment.reference:
        raise ValidationError({"reference": _("Name the letter or the annex, so that it can be found.")})


def _check_order(amendment, changes):
    """An amendment that comes late into the books may not touch what a later one has changed already."""
    touched = {(change.sheet, change.key) for change in changes}
    later = AmendmentChange.objects.filter(
        amendment__contract=amendment.contract, amendment__decided_on__gt=amendment.decided_on
    )
    for change in later.select_related("amendment").order_by("amendment__decided_on", "pk"):
        if (change.sheet, change.key) in touched:
            raise ValidationError(
                {
                    "decided_on": _(
                        "The amendment of %(day)s has already changed the row %(row)s. "
                        "Date this one after it, or take that one back first."
                    )
                    % {"day": worded(change.amendment.decided_on), "row": change.key}
                }
            )
