"""A contract's years side by side, out of the figures that its reports froze: what was sent is compared, not what
is counted today (domain.md §11)."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from reports.annual.document import worded
from reports.enums import STANDING, TargetKind
from reports.models import AnnualReport
from silab.common.templatetags.formats import euro


@dataclass
class Row:
    """One figure over the years; a year without it shows "–"."""

    title: str
    number: str = ""
    cells: dict[int, str] = field(default_factory=dict)
    planned: dict[int, str] = field(default_factory=dict)

    def shown(self, years) -> list[tuple[str, str, str]]:
        """Return each year with its done and planned, in words."""
        return [(str(year), self.cells.get(year, "–"), self.planned.get(year, "")) for year in years]


@dataclass(frozen=True)
class Comparison:
    """The years that have a sent report, and the rows of each table."""

    years: list[int]
    reports: list[AnnualReport]
    indicators: list[tuple[Row, list]]
    targets: list[tuple[Row, list]]
    money: list[tuple[Row, list]]


def latest_sent(contract) -> list[AnnualReport]:
    """Return the latest sent version of each year's report that has figures and was not withdrawn, oldest year
    first."""
    sent = AnnualReport.objects.filter(contract=contract, state__in=STANDING, snapshot__isnull=False)
    latest = {}
    for report in sent.select_related("snapshot", "contract").order_by("year", "version"):
        latest[report.year] = report
    return list(latest.values())


def compare(contract) -> Comparison:
    """Return a contract's sent years side by side."""
    reports = latest_sent(contract)
    years = [report.year for report in reports]
    indicators, targets, money = {}, {}, {}
    for report in reports:
        assert report.snapshot is not None  # noqa: S101 (only such are asked for)
        figures, year = report.snapshot.figures, report.year
        for goal in figures["goals"]:
            for row in goal["indicators"]:
                _place(indicators, row["number"], row["title"], year, _value(row), number=row["number"])
        for activity in figures["activities"]:
            for row in activity["targets"]:
                _target(targets, row, year)
        for key, title in _money_titles():
            _place(money, key, title, year, euro(figures["totals"][key]))
    return Comparison(years, reports, *(_shown(rows, years) for rows in (indicators, targets, money)))


def _target(targets, row, year):
    """Targets of one measure stand in one row, whatever their activity is called that year."""
    kind = TargetKind(row["kind"]).label if row["kind"] in (TargetKind.CUMULATIVE, TargetKind.STOCK) else ""
    title = f"{row['label']} ({kind})" if kind else row["label"]
    key = (row["measure"], row["kind"])
    _place(targets, key, title, year, worded(row, row["done"]), planned=worded(row, row["planned"]))


def _place(rows, key, title, year, cell, *, number="", planned=""):
    row = rows.setdefault(key, Row(title, number))
    row.title = title  # as the latest year calls it
    row.cells[year] = f"{row.cells[year]}; {cell}" if year in row.cells else cell
    if planned:
        row.planned[year] = f"{row.planned[year]}; {planned}" if year in row.planned else planned


def _value(row):
    return _("begins %(month)s") % {"month": row["begins"]} if row["begins"] else worded(row, row["value"])


def _money_titles():
    return (("stated", _("Stated total")), ("computed", _("Sum of the activities")), ("spent", _("Spent")))


def _shown(rows, years):
    return [(row, row.shown(years)) for row in rows.values()]
