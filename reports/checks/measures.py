"""Measures that the plan names and nothing counts any more."""

from django.utils.translation import gettext as _

from reports.checks.finding import Cell, Finding
from reports.enums import Severity
from silab import measures


def unknown_measures(plan):
    """A target whose measure no app declares: it was renamed, or its part of the portal is gone."""
    known = measures.all_measures()
    for row in plan.targets:
        if row.measure not in known:
            yield _unknown(row, Cell(row.year, row.number, "targets"))
    for row in plan.period_targets:
        if row.measure not in known:
            yield _unknown(row, Cell(row.from_year, None, "period_target"))


def _unknown(row, cell):
    words = _(
        "“%(label)s”: nothing counts the measure “%(measure)s” any more, so “–” prints. Choose another."
    )
    said = {"label": row.label, "measure": row.measure}
    return Finding(Severity.ERROR, "unknown_measure", (cell,), words % said)
