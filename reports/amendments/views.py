"""How the plan changed: its versions, two days beside each other, what later years took over."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from reports.achievement import achieved
from reports.amendments.actions import revert_amendment
from reports.amendments.carrying import carry_over, checked
from reports.amendments.days import Versions, version_words
from reports.amendments.forms import CarryOverForm
from reports.amendments.rows import from_json, keyed
from reports.amendments.versions import plan_as_of
from reports.enums import AmendmentSource, Pace
from reports.importing import Refused
from reports.models import Amendment, CarryOver
from reports.plan.words import told
from reports.views.scope import scope_of
from silab.accounts.access import open_to, staff_only
from silab.accounts.enums import Role
from silab.accounts.models import Contract
from silab.common.tables import Unreadable, read_day


@open_to(Role.STAFF, Role.FUNDER)
@require_safe
def timeline(request):
    """The plan as first agreed and each amendment after it, with its rows before and after."""
    scope = scope_of(request)
    if scope.contract is None:
        return render(request, "reports/dashboard_empty.html")
    amendments = (
        Amendment.objects.filter(contract=scope.contract, applied_at__isnull=False)
        .select_related("report", "applied_by")
        .prefetch_related("changes")
        .order_by("decided_on", "pk")
    )
    entries = [
        {
            "amendment": row,
            "number": number,
            "by": _by_what(row),
            "rows": [_told(change) for change in row.changes.all()],
            "plan_url": scope.url("reports:plan", seisuga=f"{row.decided_on:%d.%m.%Y}"),
        }
        for number, row in enumerate(amendments, 1)
    ]
    context = {
        "scope": scope,
        "entries": entries[::-1],
        "original_url": scope.url("reports:plan", seisuga=f"{scope.contract.starts_on:%d.%m.%Y}"),
        "compare_url": reverse("reports:plan_compare"),
        "first": scope.contract.starts_on,
        "second": max(timezone.localdate(), scope.contract.starts_on),
        "carried": checked(scope.contract),
        "plan_url": scope.url("reports:plan"),
        "import_url": scope.url("reports:plan_import"),
        "carry_url": scope.url("reports:carry_over"),
    }
    return render(request, "reports/amendments/timeline.html", context)


@open_to(Role.STAFF, Role.FUNDER)
@require_safe
def compare(request):
    """What the plan of one day (`algus`) becomes by another (`lopp`), row by row."""
    scope = scope_of(request)
    if scope.contract is None:
        raise Http404
    days, wrong = {}, {}
    for name in ("algus", "lopp"):
        try:
            days[name] = read_day(request.GET.get(name, "").strip())
        except Unreadable as unreadable:
            wrong[name] = str(unreadable)
    context = {
        "scope": scope,
        "typed": {name: request.GET.get(name, "") for name in ("algus", "lopp")},
        "wrong": wrong,
        "rows": None if wrong else _between(scope.contract, days["algus"], days["lopp"]),
        "words": {} if wrong else _versions_words(scope.contract, days),
        "amendments_url": scope.url("reports:amendments"),
    }
    return render(request, "reports/amendments/compare.html", context)


@staff_only
@require_http_methods(["GET", "POST"])
def take_back(request, pk):
    """Ask, then take an amendment back as if it had not been agreed."""
    contracts = Contract.objects.for_user(request.user)
    found = get_object_or_404(
        Amendment.objects.filter(contract__in=contracts).select_related("contract", "report"), pk=pk
    )
    back = f"{reverse('reports:amendments')}?leping={found.contract.slug}"
    if request.method == "POST":
        try:
            revert_amendment(amendment=found, by=request.user)
        except (ValidationError, Refused) as error:
            words = error.messages[0] if isinstance(error, ValidationError) else str(error)
            messages.error(request, words)
        else:
            messages.success(request, _("The amendment was taken back. The plan is what it was before it."))
        return redirect(back)
    context = {
        "amendment": found,
        "by": _by_what(found),
        "rows": [_told(change) for change in found.changes.all()],
        "back_url": back,
    }
    return render(request, "reports/amendments/take_back.html", context)


@staff_only
@require_http_methods(["GET", "POST"])
def carry(request):
    """Give what the year (`aasta`) left undone to an activity of a later year."""
    scope = scope_of(request)
    if scope.contract is None:
        raise Http404
    asked = {"contract": scope.contract, "year": scope.year, "by": request.user}
    form = CarryOverForm(request.POST or None, initial=_left_undone(request, scope), **asked)
    if (
        request.method == "POST"
        and form.is_valid()
        and form.kept(partial(carry_over, **form.typed, by=request.user))
    ):
        messages.success(request, _("The carry-over was saved. The list says whether it gets done."))
        return redirect(scope.url("reports:amendments") + "#ulekanded")
    missed = [row for row in achieved(scope.contract, scope.year).targets if row.pace == Pace.MISSED]
    context = {
        "scope": scope,
        "form": form,
        "years": [(year, scope.url("reports:carry_over", aasta=year)) for year in scope.years[:-1]],
        "missed": [(row, scope.url("reports:carry_over", siht=row.target.pk)) for row in missed],
        "back_url": scope.url("reports:amendments"),
    }
    return render(request, "reports/amendments/carry_over.html", context)


@staff_only
@require_http_methods(["POST"])
def carry_remove(request, pk):
    """Take a carry-over back; its history stays."""
    contracts = Contract.objects.for_user(request.user)
    found = get_object_or_404(CarryOver, pk=pk, activity__contract__in=contracts)
    slug = found.activity.contract.slug
    found._history_user = request.user
    found.delete()
    messages.success(request, _("The carry-over was removed."))
    return redirect(f"{reverse('reports:amendments')}?leping={slug}#ulekanded")


def _told(change):
    before, after = (
        from_json(change.sheet, kept) if kept else None for kept in (change.before, change.after)
    )
    return told(change.sheet, before, after)


def _between(contract, first, second):
    before, after = (keyed(plan_as_of(contract, day)) for day in (first, second))
    return [
        told(sheet, before[sheet].get(key), after[sheet].get(key))
        for sheet in before
        for key in sorted(before[sheet].keys() | after[sheet].keys())
        if before[sheet].get(key) != after[sheet].get(key)
    ]


def _versions_words(contract, days):
    versions = Versions.of(contract)
    found = {name: versions.on(day) for name, day in days.items()}
    return {name: version_words(version.number, version.since) for name, version in found.items()}


def _by_what(amendment):
    """Name the report or the letter that made an amendment."""
    if amendment.source == AmendmentSource.REPORT:
        return _("annual report %(year)s") % {"year": amendment.report.year}
    return f"{amendment.get_source_display()}: {amendment.reference}"


def _left_undone(request, scope):
    """What the form begins with when a missed target was chosen (`siht`)."""
    asked = request.GET.get("siht", "")
    results = achieved(scope.contract, scope.year).targets if asked.isdecimal() else []
    for row in results:
        if row.target.pk == int(asked):
            left = row.planned - (row.done or 0)
            return {"target": row.target, "amount": left if left > 0 else row.planned}
    return {}
