"""Which documents of the export are new, and their recording: all of them or nothing."""

from dataclasses import dataclass, field
from functools import cache

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history

from reports.costs.importing.parse import Parsed, Row
from reports.models import Cost, CostMapping
from silab.accounts.models import Contract
from silab.common.tables import Refused
from silab.common.text import search_key

BATCH = 500


@dataclass(frozen=True, slots=True)
class Double:
    """A row that is skipped: its document stands in an earlier row of the file, or is recorded as this cost."""

    row: Row
    earlier_row: int = 0
    cost: int = 0


@dataclass
class Plan:
    """The rows that would be recorded, and those that are there already."""

    new: list[Row] = field(default_factory=list)
    doubles: list[Double] = field(default_factory=list)


def plan_of(parsed: Parsed) -> Plan:
    """Compare the rows with one another and with every recorded cost, in one query.

    Supplier and document number are compared without case and diacritics: exports are not careful with them.
    """
    alike = cache(search_key)
    recorded = {
        (alike(supplier), alike(number), amount): pk
        for supplier, number, amount, pk in Cost.objects.order_by()
        .values_list("supplier", "document_number", "amount", "pk")
        .iterator(chunk_size=5000)
    }
    plan, seen = Plan(), {}
    for row in parsed.rows:
        key = (alike(row.supplier), alike(row.document_number), row.amount)
        if key in recorded:
            plan.doubles.append(Double(row, cost=recorded[key]))
        elif key in seen:
            plan.doubles.append(Double(row, earlier_row=seen[key]))
        else:
            seen[key] = row.number
            plan.new.append(row)
    return plan


@transaction.atomic
def record(*, parsed: Parsed, contract: Contract, by) -> Plan:
    """Record the new rows with history and remember the columns; return what was new and what was skipped.

    Two imports at once take turns at the contract, so that the second finds what the first has recorded.
    Raises Refused when anything stands against the file: then nothing is recorded.
    """
    contract = Contract.objects.select_for_update().get(pk=contract.pk)
    if parsed.missing or parsed.problem_count or parsed.undecided:
        raise Refused(_("The file cannot be imported as it is. Look at it once more."))
    plan = plan_of(parsed)
    activities = parsed.activities
    costs = [_cost(row, activities[row.name_key], parsed.funding, by) for row in plan.new]
    try:
        with transaction.atomic():
            bulk_create_with_history(costs, Cost, batch_size=BATCH, default_user=by)
    except IntegrityError:
        raise Refused(
            _("A document of the file was recorded just now by somebody else. Look at the file once more.")
        ) from None
    _remember(parsed, contract, by)
    return plan


def _cost(row, activity, funding, by):
    return Cost(
        activity=activity,
        on=row.on,
        document_number=row.document_number,
        supplier=row.supplier,
        amount=row.amount,
        vat=row.vat,
        description=row.description,
        funding=funding,
        search_key=search_key(f"{row.supplier} {row.document_number} {row.description}"),
        created_by=by,
    )


def _remember(parsed, contract, by):
    """Keep the columns and names for the next import; names of earlier files stay known."""
    kept = CostMapping.objects.filter(contract=contract).first() or CostMapping(contract=contract)
    kept.columns = parsed.columns
    decided = {key: f"{activity.year}/{activity.number}" for key, activity in parsed.activities.items()}
    kept.activities = {**kept.activities, **decided}
    kept.saved_at, kept.saved_by = timezone.now(), by
    kept.save()
