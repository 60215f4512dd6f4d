"""The year's money by activity and quarter, the years side by side, and both as XLSX."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from reports.costs.sums import QUARTERS, money_of, together
from reports.costs.tabs import tabs_of
from reports.views.scope import scope_of
from silab.accounts.access import staff_only
from silab.common.exports import export_response
from silab.common.lists import Column
from silab.common.templatetags.formats import euro

ROMAN = ("I", "II", "III", "IV")


@staff_only
def overview(request):
    """What was planned, spent and promised in each quarter, and what is left (domain.md §9)."""
    scope = scope_of(request)
    if scope.contract is None:
        return render(request, "reports/dashboard_empty.html")
    years = money_of(scope.contract)
    if request.GET.get("export") in ("xlsx", "csv"):
        return _export(years, request.GET["export"])
    rows = years[scope.year]
    context = {
        "scope": scope,
        "years": [(year, scope.url("reports:costs_overview", aasta=year)) for year in scope.years],
        "quarters": ROMAN,
        "rows": rows,
        "total": together(rows),
        "over": [row for row in rows if row.is_over or row.will_be_over],
        "every_year": [
            (year, scope.url("reports:costs_overview", aasta=year), together(found))
            for year, found in years.items()
        ],
        "whole": together([row for found in years.values() for row in found]),
        "costs_prefix": scope.url("reports:costs") + "&tegevus=",
        "plan_url": scope.url("reports:plan"),
        "add_url": scope.url("reports:cost_add"),
        "exports": _exports(request, scope),
        "tabs": tabs_of(scope, "reports:costs_overview"),
    }
    return render(request, "reports/costs/overview.html", context)


def _exports(request, scope):
    address = f"{request.path}?leping={scope.contract.slug}&export="
    return [(kind, address + kind.lower()) for kind in ("XLSX", "CSV")]


def _export(years, kind):
    money = [(f"{word} {roman}", place, what) for place, roman in zip(QUARTERS, ROMAN, strict=True)
             for word, what in ((_("spent"), "spent"), (_("committed"), "committed"))]  # fmt: skip
    titles = [(_("Budget"), "budget"), *((title, title) for title, _place, _what in money)]
    titles += [
        (_("dated in another year"), "elsewhere"),
        (_("Spent"), "spent"),
        (_("Committed"), "committed"),
        (_("Left"), "left"),
        (_("Free"), "free"),
        (_("Co-funding"), "co_funding"),
        (_("In kind"), "in_kind"),
    ]
    columns = [
        Column("year", _("Year"), "year"),
        Column("number", _("Number"), "number"),
        Column("activity", _("Activity"), "activity"),
        *(Column(key, title, key, text=euro, numeric=True) for title, key in titles),
    ]
    return export_response(
        (_line(row, money) for rows in years.values() for row in rows), columns, kind=kind, name="eelarve"
    )


def _line(row, money):
    parts = [getattr(row.quarters[place - 1], what) for _title, place, what in money]
    return (
        row.activity.year,
        row.activity.number,
        row.activity.title,
        row.budget,
        *parts,
        row.elsewhere.spent,
        row.spent,
        row.committed,
        row.left,
        row.free,
        row.co_funding,
        row.in_kind,
    )
