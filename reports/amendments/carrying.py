"""What a year left undone and a later year takes over; whether it did is counted there (domain.md §9)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.achievement import figure_period
from reports.enums import TargetKind
from reports.figures import Figure, kept_figures
from reports.models import Activity, Amendment, CarryOver, Target
from silab.common.keeping import Edit, keep


@dataclass(frozen=True)
class Checked:
    """A carry-over beside what was done of it. `own` is what the later year wanted anyway."""

    carry_over: CarryOver
    own: Decimal
    done: Decimal | None

    @property
    def wanted(self) -> Decimal:
        """What the later year is to reach in all, in the measure's unit."""
        return self.own + self.carry_over.amount

    @property
    def is_done(self) -> bool:
        """Whether the later year reached its own and what it took over."""
        return self.done is not None and self.done >= self.wanted

    @property
    def is_late(self) -> bool:
        """Whether its day is over and it is not done."""
        return not self.is_done and timezone.localdate() > self.carry_over.due_on


@transaction.atomic
def carry_over(
    *,
    target: Target,
    activity: Activity,
    amount: Decimal,
    due_on: date,
    by,
    amendment: Amendment | None = None,
    note: str = "",
    edit: Edit | None = None,
) -> CarryOver:
    """Give what a target left undone to an activity of a later year.

    Raises ValidationError for an earlier or the same year, another contract, no amount, a day outside that year.
    """
    if activity.contract_id != target.activity.contract_id:
        raise ValidationError({"activity": _("The activity belongs to another contract.")})
    if activity.year <= target.activity.year:
        raise ValidationError({"activity": _("Choose an activity of a later year.")})
    if due_on.year != activity.year:
        raise ValidationError(
            {"due_on": _("Choose a day in %(year)s, the year of the activity.") % {"year": activity.year}}
        )
    row = CarryOver(
        target=target,
        activity=activity,
        amount=amount,
        due_on=due_on,
        amendment=amendment,
        note=note.strip(),
    )
    row.full_clean(exclude=["created_by"])
    return keep(record=row, by=by, edit=edit)


def checked(contract) -> list[Checked]:
    """Return the contract's carry-overs with what was done of each, those due first; two queries and a count."""
    rows = list(
        CarryOver.objects.filter(activity__contract=contract)
        .select_related("target__activity", "activity", "amendment")
        .order_by("due_on", "pk")
    )
    if not rows:
        return []
    own = _own_targets(rows)
    asked = {row: _figure(contract, row) for row in rows}
    counted = kept_figures([figure for figure in asked.values() if figure], contract)
    return [
        Checked(
            row,
            own.get((row.activity.year, row.target.measure), Decimal(0)),
            counted.get(figure) if (figure := asked[row]) else None,
        )
        for row in rows
    ]


def _figure(contract, row) -> Figure | None:
    """The measure over the year that took it over; None for a year outside the contract."""
    period = figure_period(contract, row.activity.year, TargetKind.INCREMENT)
    return (row.target.measure, period) if period else None


def _own_targets(rows):
    """What later years want of the same measures by themselves, by year and measure."""
    found = Target.objects.filter(
        activity__contract=rows[0].activity.contract_id,
        activity__year__in={row.activity.year for row in rows},
        measure__in={row.target.measure for row in rows},
        kind=TargetKind.INCREMENT,
    )
    own: dict[tuple[int, str], Decimal] = {}
    for year, measure, amount in found.values_list("activity__year", "measure", "amount"):
        own[year, measure] = own.get((year, measure), Decimal(0)) + amount
    return own
