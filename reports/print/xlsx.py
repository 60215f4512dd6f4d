"""A report's figures as a workbook: plan beside done, indicators, targets of the period, evidence."""

import io
from collections.abc import Iterator
from datetime import UTC
from decimal import Decimal
from itertools import islice

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reports.annual.data import EVIDENCE, evidence_rows
from reports.enums import Pace, TargetKind
from reports.models import Snapshot
from silab.common.exports import fill
from silab.common.lists import Column
from silab.common.templatetags.formats import euro, figure

#: Rows below the heading that a sheet of a spreadsheet holds; the CSV file inside the PDF holds all.
MOST_ROWS = 1_000_000


def figures_xlsx(snapshot: Snapshot) -> bytes:
    """Return the figures with the records that they count; memory does not grow with the records."""
    rows = islice(evidence_rows(snapshot), MOST_ROWS)
    return _book(
        snapshot, [*_sheets(snapshot.figures), (_("Evidence"), EVIDENCE, rows)], constant_memory=True
    )


def plan_xlsx(snapshot: Snapshot) -> bytes:
    """Return the plan as it stands in the frozen figures: the same bytes for the same figures."""
    return _book(snapshot, _sheets(snapshot.figures), in_memory=True)


def _book(snapshot, sheets, **options):
    import xlsxwriter

    file = io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(file, {**plain, **options})
    book.set_properties({"created": snapshot.taken_at.astimezone(UTC).replace(tzinfo=None)})
    for title, columns, rows in sheets:
        fill(book, book.add_worksheet(title[:31]), rows, columns)
    book.close()
    return file.getvalue()


def _sheets(figures):
    return [
        (_("Plan and done"), _columns(*_plan_titles()), _plan(figures)),
        (_("Indicators"), _columns(*_indicator_titles()), _indicators(figures)),
        (_("Period targets"), _columns(*_period_titles()), _period(figures)),
    ]


def _columns(*titles):
    return [Column(str(place), title, "", text=text) for place, (title, text) in enumerate(titles)]


def _plan_titles():
    yield _("Activity no"), str
    yield _("Activity"), str
    yield _("Period"), str
    yield _("Planned result"), str
    yield _("Kind"), str
    yield _("Measure"), str
    yield _("Unit"), str
    yield _("Planned"), figure
    yield pgettext("figure", "Done"), figure
    yield _("State"), str
    yield _("Evidence"), str
    yield _("Budget"), euro
    yield _("Spent"), euro


def _plan(figures) -> Iterator[tuple]:
    """Each result on a row of its own; an activity's money stands on its first row alone, so that sums are right."""
    for row in figures["activities"]:
        head = (row["number"], row["title"], row["period"] or "")
        money = (_number(row["budget"]), _number(row["spent"]))
        for target in row["targets"] or [None]:
            yield (*head, *(_target(target) if target else (None,) * 8), *money)
            money = (None, None)
    totals = figures["totals"]
    name = _("Total of the activities' budgets")
    yield ("", name, *(None,) * 9, _number(totals["computed"]), _number(totals["spent"]))
    if totals["stated"] is not None and totals["stated"] != totals["computed"]:
        yield ("", _("Total as the plan states it"), *(None,) * 9, _number(totals["stated"]), None)


def _target(row):
    return (
        row["label"],
        str(TargetKind(row["kind"]).label),
        row["measure"],
        row["unit"],
        _number(row["planned"]),
        _number(row["done"]),
        str(Pace(row["pace"]).label),
        row["figure"] or "",
    )


def _indicator_titles():
    yield pgettext("number", "No"), str
    yield _("Success indicator"), str
    yield _("Measure"), str
    yield _("Unit"), str
    yield _("Value"), figure
    yield _("Begins"), str
    yield _("Evidence"), str


def _indicators(figures) -> Iterator[tuple]:
    for goal in figures["goals"]:
        for row in goal["indicators"]:
            value = None if row["begins"] else _number(row["value"])
            told = (row["number"], row["title"], row["measure"], row["unit"])
            yield (*told, value, row["begins"] or "", row["figure"] or "")


def _period_titles():
    yield _("Target"), str
    yield _("From year"), figure
    yield _("To year"), figure
    yield _("Measure"), str
    yield _("Unit"), str
    yield _("Planned"), figure
    yield _("Done by now"), figure
    yield _("Evidence"), str


def _period(figures) -> Iterator[tuple]:
    for row in figures["period_targets"]:
        years = (row["from_year"], row["to_year"])
        told = (
            row["measure"],
            row["unit"],
            _number(row["planned"]),
            _number(row["done"]),
            row["figure"] or "",
        )
        yield (row["label"], *years, *told)


def _number(amount):
    return None if amount is None else Decimal(amount)
