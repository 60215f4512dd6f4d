"""What a contract follows over time: each measure and way of counting that its indicators and targets name."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from municipalities.models import Municipality
from reports.enums import TargetKind
from reports.models import Indicator, PeriodTarget, Target
from silab import measures
from silab.measures import Measure, Period

#: How a target for several years is counted: from its own first year on.
WHOLE = "whole"
KIND_WORDS = {**{kind.value: kind.label for kind in TargetKind}, WHOLE: _("in the target’s own years")}


@dataclass
class Subject:
    """One measure counted one way, with all that the contract says of it."""

    code: str
    kind: str
    indicators: list[Indicator] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    whole: PeriodTarget | None = None
    #: The amount of `whole`, every municipality counted out.
    whole_amount: Decimal | None = None

    @property
    def measure(self) -> Measure | None:
        """The measure; None where no app declares it (any more)."""
        return measures.all_measures().get(self.code)

    @property
    def title(self) -> str:
        """Its words: the first indicator's, else the latest target's."""
        return self.names[0]

    @property
    def names(self) -> list[str]:
        """All that the plan calls it, each once, the indicators first."""
        named = [f"{row.goal.number}.{row.letter} {row.title}" for row in self.indicators]
        named += [row.label for row in reversed(self.targets)]
        named += [self.whole.label] if self.whole else []
        return list(dict.fromkeys(named)) or [str(self.measure.title) if self.measure else self.code]

    @property
    def kind_words(self) -> str:
        """How it is counted."""
        return str(KIND_WORDS[self.kind])

    @property
    def begins_on(self) -> date | None:
        """When its indicators begin to be counted; None where a target or an indicator counts from the start."""
        days = [row.begins_on for row in self.indicators if row.begins_on]
        is_later = len(days) == len(self.indicators) and not self.targets and not self.whole
        return min(days, default=None) if is_later else None

    def planned(self, year: int) -> list[Decimal]:
        """Return the amounts that the plan wants of the year, mostly one."""
        if self.whole:
            return [self.whole_amount] if self.whole.to_year == year and self.whole_amount is not None else []
        return list(dict.fromkeys(row.amount for row in self.targets if row.activity.year == year))

    def period(self, contract, day: date) -> Period | None:
        """Return the days that its value as of `day` covers; None where there are none (domain.md §9).

        This year's own: from the year's first day. All else: from the contract's start, of which a stock's and a
        milestone's measure reads the last day alone.
        """
        if self.begins_on and self.begins_on.year > day.year:
            return None
        first, last = contract.starts_on, min(day, contract.ends_on)
        if self.kind == TargetKind.INCREMENT:
            first = max(first, date(last.year, 1, 1))
        elif self.whole:
            first = max(first, date(self.whole.from_year, 1, 1))
            last = min(last, date(self.whole.to_year, 12, 31))
        return Period(first, last) if first <= last else None


def subjects_of(contract, code: str | None = None) -> list[Subject]:
    """Return what a contract follows, of one measure or of all: indicators first, then targets in the plan's order.

    Three queries, one more where a target asks for every municipality.
    """
    only = {} if code is None else {"measure": code}
    indicators = Indicator.objects.filter(goal__contract=contract, **only).select_related("goal")
    targets = Target.objects.filter(activity__contract=contract, **only).select_related("activity")
    found: dict[tuple[str, str], Subject] = {}

    def subject(measure, kind):
        return found.setdefault((measure, kind), Subject(measure, kind))

    for indicator in indicators.order_by("goal__number", "letter"):
        subject(indicator.measure, indicator.kind).indicators.append(indicator)
    for target in targets.order_by("activity__year", "activity__number", "pk"):
        subject(target.measure, target.kind).targets.append(target)
    for whole in PeriodTarget.objects.filter(contract=contract, **only).order_by("pk"):
        kept = subject(whole.measure, WHOLE)
        kept.whole = whole
        kept.whole_amount = _every_municipality(contract) if whole.amount is None else whole.amount
    return list(found.values())


def by_measure(subjects: list[Subject]) -> dict[str, list[Subject]]:
    """Return subjects by their measure's code."""
    found = defaultdict(list)
    for subject in subjects:
        found[subject.code].append(subject)
    return dict(found)


def _every_municipality(contract):
    return Decimal(Municipality.objects.valid_on(contract.ends_on).count())
