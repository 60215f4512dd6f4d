"""A report's charts: what was planned beside what was done, what was to be spent beside what was."""

from decimal import Decimal

from django.utils.translation import gettext as _

from reports.enums import TargetKind
from silab.common.charts import BarChart, plan_done_bars

#: Bars that fit one landscape page; the table behind holds all.
MOST = 14


def charts_of(document) -> list[BarChart]:
    """Return the charts that have something to show: results, then money."""
    results = [
        _result(row)
        for activity in document.figures["activities"]
        for row in activity["targets"]
        if row["planned"] is not None and row["kind"] != TargetKind.MILESTONE
    ]
    sums = [(row["title"], row["planned_money"], row["spent_money"]) for row in document.activities]
    money = [row for row in sums if row[1] or row[2]]  # an activity without money of its own has no bar
    drawn = []
    if results:
        title = _("Results beside the plan, each on its own scale")
        drawn.append(plan_done_bars(results[:MOST], "", title=_cut(title, results), name="results", own=True))
    if money:
        largest = sorted(money, key=lambda row: max(row[1] or 0, row[2] or 0), reverse=True)[:MOST]
        shown = [row for row in money if row in largest][:MOST]
        title = _cut(_("Budget and cost by activity"), money)
        drawn.append(plan_done_bars(shown, "€", title=title, name="money"))
    return drawn


def _result(row):
    """A bar of sums says so, in whole euros: the cents are in the table."""
    planned, done = (value and Decimal(value) for value in (row["planned"], row["done"]))
    if row["unit"] != "eur":
        return row["label"], planned, done
    return f"{row['label']} (€)", round(planned), done and round(done)


def _cut(title, rows):
    """Say when a chart shows a part of its rows."""
    if len(rows) <= MOST:
        return title
    return _("%(title)s (%(shown)s of %(all)s)") % {"title": title, "shown": MOST, "all": len(rows)}
