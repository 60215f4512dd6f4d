"""The dashboard of a contract's year, the records behind each of its figures, and the map (look.md, "Dashboard")."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from municipalities.models import County
from reports.board_file import COLUMNS, rows_of
from reports.boards import LINES, charts_of, late, linked, money_of, seen_of
from reports.changes import stamp
from reports.costs.sums import together
from reports.evidence import FigureQuery, evidence_columns
from reports.maps import MapQuery
from reports.overtime.addresses import indicator_url
from reports.overtime.forecast import is_running
from reports.views.scope import scope_of
from silab import measures
from silab.accounts.access import open_to
from silab.accounts.enums import Role
from silab.common.exports import export_response
from silab.common.lists import list_response


@open_to(Role.STAFF, Role.FUNDER)
def overview(request):
    """Plan against done of one year: every figure a link to its records, none older than they are."""
    scope = scope_of(request)
    if scope.contract is None:
        return render(request, "reports/dashboard_empty.html")
    at = stamp()
    seen = seen_of(scope.contract, scope.year, at)
    if request.GET.get("export") in ("csv", "xlsx"):
        name = f"toolaud-{scope.contract.slug}-{scope.year}"
        return export_response(rows_of(seen), COLUMNS, kind=request.GET["export"], name=name)
    money, shown = money_of(seen, at), seen.activities[:LINES]
    targets = [(row.activity, result) for row in seen.activities for result in row.targets]
    context = {
        "scope": scope,
        "seen": seen,
        "money": together(money),
        "over": [row for row in money if row.is_over or row.will_be_over],
        "now": timezone.now(),
        "years": [(year, scope.url("reports:dashboard", aasta=year)) for year in scope.years],
        "figures": linked(scope, seen.period_targets),
        "activities": shown,
        "targets": [(activity, *linked(scope, [result])) for activity, result in targets[:LINES]],
        "more_activities": len(seen.activities) - len(shown),
        "more_targets": max(len(targets) - LINES, 0),
        "costs_prefix": scope.url("reports:costs") + "&tegevus=" if request.user.is_staff else "",
        "indicators": linked(scope, seen.indicators),
        "late": linked(scope, late(seen)),
        "charts": charts_of(seen),
        "costs_url": scope.url("reports:costs_overview") if request.user.is_staff else "",
        "plan_url": scope.url("reports:plan"),
        "map_url": scope.url("reports:map"),
        "indicators_url": scope.url("reports:indicators", aasta=None),
        "forecast_url": scope.url("reports:forecast") if is_running(scope.contract, scope.year) else "",
        "files": [(kind.upper(), scope.url("reports:dashboard", export=kind)) for kind in ("csv", "xlsx")],
    }
    return render(request, "reports/dashboard.html", context)


@open_to(Role.STAFF, Role.FUNDER)
def evidence(request, code):
    """A figure: its value, how it is counted, and the records that it counts; links to them for staff only."""
    scope = scope_of(request)
    try:
        measure = measures.get(code)
    except measures.UnknownMeasure:
        raise Http404 from None
    if scope.contract is None:
        raise Http404
    query = FigureQuery.read(request, measure, scope)
    return list_response(
        request,
        queryset=query.rows(linked=request.user.is_staff),
        columns=evidence_columns(measure),
        template="reports/figure.html",
        export_name=code.replace(".", "-"),
        context={
            "scope": scope,
            "query": query,
            "measure": measure,
            "empty": _("No record counts here in these days, so the figure is “–”, which is not 0."),
            "dashboard_url": scope.url("reports:dashboard"),
            "over_time_url": indicator_url(scope.contract, code),
        },
    )


@open_to(Role.STAFF, Role.FUNDER)
def municipality_map(request):
    """The tile map of municipalities by a chosen measure, its export; as an HTMX part it is the dashboard's."""
    scope = scope_of(request)
    if scope.contract is None:
        return render(request, "reports/dashboard_empty.html")
    query = MapQuery.read(request, scope)
    if request.GET.get("export") in ("csv", "xlsx"):
        return export_response(query.rows(), query.columns(), kind=request.GET["export"], name="kaart")
    context = {
        "scope": scope,
        "query": query,
        "exports": [(kind.upper(), _exported(request, kind)) for kind in ("csv", "xlsx")],
        "map": query.tiles(),
        "counties": County.objects.order_by("sort_key"),
        "dashboard_url": scope.url("reports:dashboard"),
        "map_url": scope.url("reports:map"),
    }
    is_part = request.htmx and not request.htmx.boosted
    return render(request, "reports/map_part.html" if is_part else "reports/map.html", context)


def _exported(request, kind):
    asked = request.GET.copy()
    asked["export"] = kind
    return f"{reverse('reports:map')}?{asked.urlencode()}"
