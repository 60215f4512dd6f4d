"""The sums of a contract's money, in EUR: the one place where costs and commitments are added up (domain.md §9).

Only what the contract bears counts against its budget; co-funding and in-kind stand beside it. *Left* is the budget
less what was spent; *free* is what is left when the open commitments have been paid too."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.db.models import DecimalField, F, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce, ExtractQuarter, ExtractYear
from django.utils import timezone

from reports.enums import Funding
from reports.models import Activity, Commitment, Cost

QUARTERS = (1, 2, 3, 4)
#: The place of a cost that is dated in another year than its activity.
ELSEWHERE = 0
NOTHING = Decimal(0)


def spent() -> Sum:
    """Return the aggregate of an activity's costs that count against its budget; None where there is none."""
    return Sum("costs__amount", filter=Q(costs__funding=Funding.CONTRACT))


def with_rest(commitments: QuerySet[Commitment]) -> QuerySet[Commitment]:
    """Return commitments with `paid`, the costs paid on each whoever bears them, and `rest`, what is not used up."""
    money: DecimalField = DecimalField(max_digits=14, decimal_places=2)
    paid = Coalesce(Sum("costs__amount"), Value(NOTHING), output_field=money)
    return commitments.annotate(paid=paid).annotate(rest=F("amount") - F("paid"))


def open_on(day: date) -> Q:
    """Return the condition of commitments that have not been closed by `day`."""
    return Q(closed_on=None) | Q(closed_on__gt=day)


@dataclass
class Part:
    """One activity's or one year's money in a quarter, or in `ELSEWHERE`."""

    spent: Decimal = NOTHING
    committed: Decimal = NOTHING


@dataclass
class Money:
    """What was planned, spent and promised: of one activity, or of several together (`activity` None).

    `budget` None is unfunded, which is not 0 €.
    """

    activity: Activity | None
    budget: Decimal | None
    parts: dict[int, Part] = field(default_factory=lambda: defaultdict(Part))
    co_funding: Decimal = NOTHING
    in_kind: Decimal = NOTHING

    @cached_property
    def spent(self) -> Decimal:
        """The costs that the contract bears."""
        return sum((part.spent for part in self.parts.values()), NOTHING)

    @cached_property
    def committed(self) -> Decimal:
        """What the open commitments still ask for."""
        return sum((part.committed for part in self.parts.values()), NOTHING)

    @property
    def left(self) -> Decimal | None:
        """The budget less what was spent; None for an unfunded activity."""
        return None if self.budget is None else self.budget - self.spent

    @property
    def free(self) -> Decimal | None:
        """What is left when the commitments have been paid; None for an unfunded activity."""
        return None if self.budget is None else self.budget - self.spent - self.committed

    @property
    def is_over(self) -> bool:
        """Whether more was spent than planned; shown, not forbidden."""
        return self.spent > (self.budget or NOTHING)

    @property
    def will_be_over(self) -> bool:
        """Whether the commitments will take it over the budget."""
        return not self.is_over and self.spent + self.committed > (self.budget or NOTHING)

    @property
    def over(self) -> Decimal:
        """By how much it is over its budget, or will be; 0 when it is not."""
        return max(self.spent + self.committed - (self.budget or NOTHING), NOTHING)

    @property
    def quarters(self) -> list[Part]:
        """The parts of the four quarters."""
        return [self.parts.get(quarter, Part()) for quarter in QUARTERS]

    @property
    def elsewhere(self) -> Part:
        """What is dated in another year than the plan's."""
        return self.parts.get(ELSEWHERE, Part())

    @property
    def left_after(self) -> list[Decimal | None]:
        """What was left of the budget at each quarter's end."""
        if self.budget is None:
            return [None] * len(QUARTERS)
        gone = self.elsewhere.spent
        found: list[Decimal | None] = []
        for part in self.quarters:
            gone += part.spent
            found.append(self.budget - gone)
        return found


def money_of(contract, *, today: date | None = None) -> dict[int, list[Money]]:
    """Return the money of every activity by year, in the plan's order, commitments as they stand `today`.

    Three queries whatever the number of costs.
    """
    activities = Activity.objects.filter(contract=contract).order_by("year", "number")
    years: dict[int, list[Money]] = {year: [] for year in contract.years}
    for row in money_in(list(activities), today=today):
        years.setdefault(row.activity.year, []).append(row)  # type: ignore[union-attr]
    return years


def money_in(activities: list[Activity], *, today: date | None = None) -> list[Money]:
    """Return the money of each of these activities, in two queries."""
    rows = {activity.pk: Money(activity, activity.budget) for activity in activities}
    _add_costs(rows)
    _add_commitments(rows, today or timezone.localdate())
    return list(rows.values())


def together(rows: list[Money]) -> Money:
    """Add up activities; the budget of unfunded ones adds nothing."""
    total = Money(None, sum((row.budget or NOTHING for row in rows), NOTHING))
    for row in rows:
        for place, part in row.parts.items():
            total.parts[place].spent += part.spent
            total.parts[place].committed += part.committed
        total.co_funding += row.co_funding
        total.in_kind += row.in_kind
    return total


def _add_costs(rows):
    sums = (
        Cost.objects.filter(activity__in=list(rows))
        .order_by()
        .values_list("activity", "funding", ExtractYear("on"), ExtractQuarter("on"))
        .annotate(total=Sum("amount"))
    )
    for activity, funding, year, quarter, total in sums:
        row = rows[activity]
        if funding == Funding.CO_FUNDING:
            row.co_funding += total
        elif funding == Funding.IN_KIND:
            row.in_kind += total
        else:
            row.parts[quarter if year == row.activity.year else ELSEWHERE].spent += total


def _add_commitments(rows, today):
    open_ones = Commitment.objects.filter(open_on(today), activity__in=list(rows))
    found = with_rest(open_ones).order_by("pk")
    for commitment in found:
        row = rows[commitment.activity_id]
        here = commitment.on.year == row.activity.year
        place = (commitment.on.month + 2) // 3 if here else ELSEWHERE
        row.parts[place].committed += max(commitment.rest, NOTHING)


def by_funding(contract) -> dict[str, Decimal]:
    """Return the contract's costs by who bears them; one query."""
    found = Cost.objects.filter(activity__contract=contract).order_by()
    sums = dict(found.values_list("funding").annotate(total=Sum("amount")))
    return {str(funding): sums.get(funding, NOTHING) for funding in Funding}


def over_budget(activity: Activity) -> Decimal:
    """Return by how much an activity's costs are over its budget, 0 when they are not."""
    total = Activity.objects.filter(pk=activity.pk).aggregate(total=spent())["total"] or NOTHING
    return max(total - (activity.budget or NOTHING), NOTHING)
