"""The plan's editor: a year's rows as the draft has them, the form of one row, the last look before saving."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from reports.amendments.rows import key_of
from reports.checks import check_plan
from reports.importing import plan_changes
from reports.importing.columns import SHEETS
from reports.plan.draft import give_up, keep_draft, open_draft
from reports.plan.forms import RowForm
from reports.plan.lines import PARTS, EditedYear, beside_fields, row_url, speaking_of
from reports.views.importing import applied, how_form, is_amended, tell
from reports.views.scope import scope_of
from silab.accounts.access import staff_only


@staff_only
@require_http_methods(["GET", "POST"])
def overview(request):
    """Show a year of the draft with what disagrees in it, and each row's form one step away."""
    scope = _scope(request)
    draft, both = open_draft(request.user, scope.contract)
    if request.method == "POST":
        give_up(request.user, scope.contract)
        messages.info(request, _("The draft was given up. The plan is as it was."))
        return redirect(scope.url("reports:plan"))
    year = EditedYear(scope, draft, check_plan(draft.plan))
    context = {
        "scope": scope,
        "draft": draft,
        "both": both,
        "years": [(year, scope.url("reports:plan_edit", aasta=year)) for year in scope.years],
        "edited": year,
        "preview_url": scope.url("reports:plan_edit_preview"),
        "plan_url": scope.url("reports:plan"),
        "goals_url": scope.url("reports:goals"),
    }
    return render(request, "reports/plan/editor.html", context)


@staff_only
@require_http_methods(["GET", "POST"])
def edit_row(request):
    """Add a row to the draft, change one (`rida`), or take it out."""
    scope = _scope(request)
    sheet, key = PARTS.get(request.GET.get("osa", "tegevus")), request.GET.get("rida", "")
    if sheet is None:
        raise Http404
    draft, _both = open_draft(request.user, scope.contract)
    row = draft.rows[sheet].get(key)
    if key and row is None:
        messages.warning(request, _("This row is no longer in the plan."))
        return redirect(scope.url("reports:plan_edit"))
    found = check_plan(draft.plan)
    begun = _begun(request, scope, sheet)
    form = RowForm(request.POST or None, draft=draft, sheet=sheet, row=row, begun=begun)
    if request.method == "POST" and "remove" in request.POST and row:
        draft.remove(sheet, key)
        return _kept(request, scope, draft, _("The row was taken out of the draft."))
    if request.method == "POST" and form.is_valid():
        draft.put(sheet, form.made, instead=key)
        answer = _kept(request, scope, draft, _("Kept in the draft. Look the draft over when you are done."))
        known = {finding.text for finding in found}
        new = [one for one in speaking_of(sheet, form.made, check_plan(draft.plan)) if one.text not in known]
        return redirect(row_url(scope, sheet, rida=key_of(form.made))) if new else answer
    context = {
        "scope": scope,
        "form": form,
        "row": row,
        "part": SHEETS[sheet].title,
        "fields": beside_fields(form, sheet, row, found),
        "activity": _activity(form, draft) if sheet == "targets" else None,
        "back_url": scope.url("reports:plan_edit"),
    }
    return render(request, "reports/plan/row.html", context)


@staff_only
@require_http_methods(["GET", "POST"])
def preview(request):
    """Show what the draft changes, ask whether it corrects or amends, and on POST apply all of it or nothing."""
    scope = _scope(request)
    draft, both = open_draft(request.user, scope.contract)
    changes = plan_changes(scope.contract, draft.plan)
    known = {finding.text for finding in check_plan(draft.before)}
    form = how_form(request, scope.contract)
    if request.method == "POST" and changes and applied(scope.contract, draft.plan, form, request.user):
        give_up(request.user, scope.contract)
        tell(request, form, changes, "")
        return redirect(scope.url("reports:amendments" if is_amended(form, changes) else "reports:plan"))
    context = {
        "scope": scope,
        "both": both,
        "rows": draft.changes,
        "kept_changes": [change for change in changes if change.kept_by],
        "findings": [finding for finding in check_plan(draft.plan) if finding.text not in known],
        "form": form,
        "back_url": scope.url("reports:plan_edit"),
    }
    return render(request, "reports/plan/preview.html", context)


def _scope(request):
    scope = scope_of(request)
    if scope.contract is None:
        raise Http404
    return scope


def _kept(request, scope, draft, words):
    keep_draft(request.user, draft)
    messages.success(request, words)
    return redirect(scope.url("reports:plan_edit"))


def _begun(request, scope, sheet):
    """What a new row begins with, so that little is left to type."""
    if sheet == "period_targets":
        return {"from_year": scope.years[0], "to_year": scope.years[-1]}
    number = request.GET.get("tegevus", "")
    return {"year": scope.year, **({"number": number} if number else {})}


def _activity(form, draft):
    """The activity that a target belongs to."""
    return draft.rows["activities"].get(f"{form['year'].value()}/{form['number'].value()}")
