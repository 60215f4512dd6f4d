"""Stated totals against the sums of their lines."""

from django.utils.translation import gettext as _

from reports.checks.finding import Cell, Finding
from reports.enums import Severity
from silab.common.templatetags.formats import euro


def stated_against_computed(plan):
    """A year's stated total that is not the sum of its lines."""
    for total in plan.totals:
        computed = plan.computed_total(total.year)
        if plan.of_year(total.year) and computed != total.amount:
            yield Finding(
                Severity.ERROR,
                "total_differs",
                (Cell(total.year, None, "total"),),
                _(
                    "%(year)s: the plan states a total of %(stated)s, but its lines add up to %(computed)s "
                    "(a difference of %(difference)s)."
                )
                % {
                    "year": total.year,
                    "stated": euro(total.amount),
                    "computed": euro(computed),
                    "difference": euro(abs(total.amount - computed)),
                },
            )


def missing_totals(plan):
    """A year with lines and no stated total, or the reverse."""
    stated = {total.year for total in plan.totals}
    for year in plan.years:
        if year not in stated:
            yield Finding(
                Severity.WARNING,
                "total_missing",
                (Cell(year, None, "total"),),
                _("%(year)s: the plan has lines but states no total.") % {"year": year},
            )
    for year in sorted(stated - set(plan.years)):
        yield Finding(
            Severity.WARNING,
            "year_without_activities",
            (Cell(year, None, "total"),),
            _("%(year)s: the plan states a total but has no lines.") % {"year": year},
        )
