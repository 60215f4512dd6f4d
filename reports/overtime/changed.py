"""What a sent report printed beside what the records say now: "since changed" (domain.md §11).

The snapshot is read, never written: a later correction of records flows into open reports and shows here."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.utils import translation

from reports.costs.sums import spent
from reports.evidence import figure_url
from reports.figures import Figure, kept_figures
from reports.models import Activity, AnnualReport, FrozenRecord
from reports.overtime.printed import Printed, figure_of, printed_by
from reports.snapshot import figure_name
from silab import measures
from silab.common.templatetags.formats import euro, figure
from silab.measures import Evidence, Period, in_words

CAME, WENT, ALTERED = "came", "went", "altered"


@dataclass
class Change:
    """A figure of a sent report that the records no longer give. None is no data."""

    report: AnnualReport
    name: str
    titles: list[str]
    printed: str
    then: Decimal | None
    now: Decimal | None
    unit: str
    #: Whether a marked correction printed in place of the count.
    by_hand: bool
    url: str = ""

    @property
    def was(self) -> str:
        """What the records said when the figures were taken."""
        return _bare(self.then, self.unit)

    @property
    def now_words(self) -> str:
        """What they say now."""
        return _bare(self.now, self.unit)

    @property
    def by(self) -> str:
        """By how much it moved: "+1"."""
        moved = (self.now or Decimal(0)) - (self.then or Decimal(0))
        return f"{'+' if moved > 0 else ''}{_bare(moved, self.unit)}" if moved else ""


@dataclass(frozen=True)
class MoneyChange:
    """The cost of an activity that is not what a sent report printed."""

    title: str
    printed: str
    now: str


@dataclass(frozen=True)
class Compared:
    """A report beside the records: what moved, and what nobody counts any more."""

    report: AnnualReport
    changes: list[Change]
    #: Figures of a measure that no app declares any more: they can neither be confirmed nor refuted.
    uncounted: list[str]
    money: list[MoneyChange]

    @property
    def is_same(self) -> bool:
        """Whether the records still give everything that it printed."""
        return not (self.changes or self.uncounted or self.money)


@dataclass(frozen=True)
class Moved:
    """A record that came to a figure or went from it, or that counts for something else in it."""

    how: str
    code: str
    label: str
    on: date | None
    municipality: str
    then: Decimal | None
    now: Decimal | None
    url: str = field(default="", compare=False)


def compared(report: AnnualReport) -> Compared:
    """Set everything that a report printed beside what the records give now, in four queries at most."""
    printed = list(printed_by(report))
    changes, uncounted = since_changed(printed, report.contract)
    return Compared(report, changes, uncounted, _money(report))


def since_changed(printed: Iterable[Printed], contract, now: dict | None = None):
    """Return (the changes, each figure once; the words of what is counted no more) among printed figures.

    `now` are values counted already; without it they are counted here, all at once.
    """
    known = measures.all_measures()
    asked = [(one, one.figure) for one in printed if one.figure]
    found = {key: key[0] in known for _one, key in asked}
    values = (
        now
        if now is not None
        else kept_figures([key for key, is_known in found.items() if is_known], contract)
    )
    changes: dict[tuple, Change] = {}
    uncounted = []
    for one, key in asked:
        if not found[key]:
            uncounted.append(one.title)
        elif values[key] != one.counted:
            change = changes.setdefault((one.report.pk, key), _change(one, key, values[key], contract))
            if one.title not in change.titles:
                change.titles.append(one.title)
    return list(changes.values()), list(dict.fromkeys(uncounted))


def moved_records(report: AnnualReport, name: str) -> list[Moved]:
    """Return which records make the difference of a figure: those that came, those that went, those that changed.

    Two queries. Raises ValueError for a name that is no figure's, and UnknownMeasure.
    """
    code, period = figure_of(name)
    measure = measures.get(code)
    assert report.snapshot is not None  # noqa: S101 (only such are asked for)
    gone = {(record.model, record.code): record for record in report.snapshot.records(name)}
    came, altered = [], []
    # Labels are kept in the portal's own language.
    with translation.override(settings.LANGUAGE_CODE):
        for one in measure.proof(period, report.contract):
            then = gone.pop((one.model, one.code), None)
            told = _said(one)
            if then is None:
                came.append(Moved(CAME, *told, None, one.amount, one.address))
            elif (then.amount, then.municipality) != (one.amount, one.municipality):
                altered.append(Moved(ALTERED, *told, then.amount, one.amount, one.address))
    went = [Moved(WENT, *_said(then), then.amount, None) for then in gone.values()]
    return [*came, *went, *altered]


def _said(one: Evidence | FrozenRecord) -> tuple[str, str, date | None, str]:
    return one.code, one.label, one.on, one.municipality


def _change(one: Printed, key: Figure, now, contract):
    code, period = key
    row = one.row
    return Change(
        report=one.report,
        name=figure_name(code, period),
        titles=[],
        printed=one.value,
        then=one.counted,
        now=now,
        unit=row["unit"],
        by_hand=row["correction"] is not None,
        url=records_url(code, contract, one.year, period),
    )


def records_url(code: str, contract, year: int, period: Period) -> str:
    """Return the address of a figure's records; "" where the contract's days no longer hold them."""
    if not contract.starts_on <= period.first <= period.last <= contract.ends_on:
        return ""
    return figure_url(code, contract, year, period)


def _money(report):
    figures = report.snapshot.figures
    activities = Activity.objects.filter(contract=report.contract, year=report.year)
    # Without an order of their own: each activity is one group.
    now = dict(activities.order_by().values_list("pk").annotate(spent=spent()))
    changes = []
    for row in figures["activities"]:
        then = None if row["spent"] is None else Decimal(row["spent"])
        if row["pk"] in now and now[row["pk"]] != then:
            changes.append(MoneyChange(row["title"], euro(then), euro(now[row["pk"]])))
    return changes


def _bare(value, unit):
    if unit in ("eur", "milestone") and value is not None:
        return in_words(value, unit) if value else figure(value)
    return figure(value)
