"""Indicators over time, figures taken apart, forecasts, and what changed since a report was sent."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from reports.enums import SENT
from reports.models import AnnualReport
from reports.overtime.addresses import indicator_url
from reports.overtime.asked import chosen, day_asked
from reports.overtime.breakdown import breakdowns
from reports.overtime.changed import ALTERED, CAME, WENT, compared, moved_records
from reports.overtime.forecast import forecasts, is_running
from reports.overtime.overview import Overview
from reports.overtime.page import IndicatorPage, records_of
from reports.overtime.printed import figure_of
from reports.overtime.steps import SIZES, YEAR
from reports.overtime.subjects import WHOLE, subjects_of
from reports.views.scope import scope_of
from silab import measures
from silab.accounts.access import open_to
from silab.accounts.enums import Role
from silab.common.exports import export_response
from silab.common.lists import Column, KnownRows, list_response
from silab.common.templatetags.formats import day as day_words
from silab.common.templatetags.formats import euro, figure
from silab.measures import UnknownMeasure

#: Records of a change that are listed beside it; its own page lists them all.
LISTED = 20
HOW_WORDS = {
    CAME: gettext_lazy("counts now, did not then"),
    WENT: gettext_lazy("counted then, does not now"),
    ALTERED: gettext_lazy("counts for something else now"),
}


@require_safe
@open_to(Role.STAFF, Role.FUNDER)
def overview(request):
    """Every indicator and target of the contract, year by year, as of a day."""
    scope = scope_of(request)
    if scope.contract is None:
        return render(request, "reports/dashboard_empty.html")
    day = day_asked(request, scope.contract)
    seen = Overview(scope.contract, day.on)
    exported = request.GET.get("export") in ("csv", "xlsx")
    response = list_response(
        request,
        queryset=KnownRows(seen.rows(linked=not exported)),
        columns=seen.columns(exported=exported),
        template="reports/overtime/overview.html",
        export_name="naitajad",
        context={
            "scope": scope,
            "day": day,
            "dashboard_url": scope.url("reports:dashboard"),
            "empty": _("This contract has neither indicators nor targets yet."),
        },
    )
    response.status_code = 422 if day.error else 200
    return response


@require_safe
@open_to(Role.STAFF, Role.FUNDER)
def indicator(request, code):
    """One measure over time: any day's value, the plan, what reports printed, what changed since, the forecast."""
    scope, day, page = _page(request, code)
    if request.GET.get("export") in ("csv", "xlsx"):
        name = code.replace(".", "-")
        return export_response(page.rows(), page.columns(), kind=request.GET["export"], name=name)
    context = {
        "scope": scope,
        "day": day,
        "page": page,
        "records_url": records_of(page),
        "exports": [(kind.upper(), page.url(export=kind)) for kind in ("csv", "xlsx")],
        "breakdown_url": _breakdown_url(page),
        "list_url": f"{scope.url('reports:indicators', aasta=None)}",
        "unknown": page.measure is None,
    }
    return render(request, "reports/overtime/indicator.html", context, status=422 if day.error else 200)


@require_safe
@open_to(Role.STAFF, Role.FUNDER)
def breakdown(request, code):
    """The value of the day taken apart; as an HTMX part it is the indicator's."""
    scope, day, page = _page(request, code)
    if page.measure is None:
        raise Http404
    period = page.subject.period(scope.contract, day.on)
    found = breakdowns(page.measure, scope.contract, day.on.year, period) if period else []
    if request.GET.get("export") in ("csv", "xlsx"):
        rows = (
            (one.title, cell.words, cell.shown if cell.value is None else figure(cell.value))
            for one in found
            for cell in one.cells
        )
        return export_response(
            rows, _breakdown_columns(), kind=request.GET["export"], name=f"jaotus-{code.replace('.', '-')}"
        )
    context = {
        "scope": scope,
        "page": page,
        "period": period,
        "found": found,
        "exports": [(kind.upper(), f"{_breakdown_url(page)}&export={kind}") for kind in ("csv", "xlsx")],
    }
    return render(request, _part_or_page(request, "reports/overtime/breakdown"), context)


@require_safe
@open_to(Role.STAFF, Role.FUNDER)
def year_end(request):
    """How the targets of the running year will end, from the pace so far and what is scheduled."""
    scope = scope_of(request)
    today = timezone.localdate()
    rows = []
    if scope.contract and is_running(scope.contract, today.year):
        subjects = [
            one
            for one in subjects_of(scope.contract)
            if one.kind != WHOLE and one.planned(today.year) and one.measure
        ]
        found = forecasts(scope.contract, subjects)
        rows = [
            (one.title, forecast, indicator_url(scope.contract, one.code, one.kind))
            for one, forecast in zip(subjects, found, strict=True)
        ]
    context = {"scope": scope, "rows": rows, "today": today, "dashboard_url": scope.url("reports:dashboard")}
    return render(request, _part_or_page(request, "reports/overtime/forecast"), context)


@require_safe
@open_to(Role.STAFF, Role.FUNDER)
def changed(request, pk):
    """What a sent report printed that the records no longer give; as an HTMX part it is the report's."""
    report = _sent(request, pk)
    context = {"report": report, "seen": compared(report)}
    return render(request, _part_or_page(request, "reports/overtime/changed"), context)


@require_safe
@open_to(Role.STAFF, Role.FUNDER)
def moved(request, pk, figure):
    """Which records came to a figure of a sent report or went from it; as an HTMX part the first of them."""
    report = _sent(request, pk)
    try:
        measure = measures.get(figure_of(figure)[0])
        rows = moved_records(report, figure)
    except (ValueError, UnknownMeasure):
        raise Http404 from None
    if figure not in report.snapshot.figures["evidence"]:
        raise Http404
    if request.htmx and not request.htmx.boosted and not request.GET:
        told = [(one, HOW_WORDS[one.how]) for one in rows[:LISTED]]
        context = {
            "rows": told,
            "more": max(len(rows) - LISTED, 0),
            "linked": request.user.is_staff,
            "url": request.path,
        }
        return render(request, "reports/overtime/moved_part.html", context)
    return list_response(
        request,
        queryset=KnownRows(rows),
        columns=_moved_columns(measure, rows),
        template="reports/overtime/moved.html",
        export_name=f"muutunud-{report.year}-{measure.code.replace('.', '-')}",
        context={
            "report": report,
            "measure": measure,
            "period": figure_of(figure)[1],
            "empty": _("The same records count as then: the figure is counted in another way now."),
        },
    )


def _page(request, code):
    scope = scope_of(request)
    if scope.contract is None:
        raise Http404
    day = day_asked(request, scope.contract)
    size = chosen(request, "samm", SIZES, YEAR)
    kind = request.GET.get("liik", "")
    return scope, day, IndicatorPage(scope.contract, code, day=day.on, size=size, kind=kind)


def _sent(request, pk):
    reports = AnnualReport.objects.for_user(request.user).filter(state__in=SENT, snapshot__isnull=False)
    return get_object_or_404(reports.select_related("contract", "snapshot"), pk=pk)


def _part_or_page(request, name):
    is_part = request.htmx and not request.htmx.boosted
    return f"{name}_part.html" if is_part else f"{name}.html"


def _breakdown_url(page):
    if page.measure is None:
        return ""
    before, _question, query = page.url().partition("?")
    return f"{before}jaotus/?{query}"


def _breakdown_columns():
    return (
        Column("by", _("Taken apart"), ""),
        Column("part", _("Part"), ""),
        Column("value", _("Value"), "", numeric=True),
    )


def _moved_columns(measure, rows):
    amount = euro if measure.unit == "eur" else figure
    amounts = (
        Column("then", _("Amount then"), "then", text=amount, numeric=True),
        Column("now", _("Amount now"), "now", text=amount, numeric=True),
    )
    has_amounts = any(one.then is not None or one.now is not None for one in rows)
    return (
        Column("how", _("What moved"), "how", text=lambda how: str(HOW_WORDS[how])),
        Column("code", _("Code"), "code"),
        Column("label", _("Record"), "label"),
        Column("on", _("Date"), "on", text=day_words),
        Column("municipality", _("Municipality"), "municipality"),
        *(amounts if has_amounts else ()),
    )
