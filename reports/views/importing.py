"""The import of a plan in the browser: choose files → look at what they hold and change → apply."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.amendments.forms import CORRECTION, HowForm
from reports.checks import check_plan
from reports.forms import PlanFilesForm
from reports.importing import (
    Refused,
    apply_goals,
    apply_plan,
    goal_changes,
    parse_plan,
    plan_changes,
    read_files,
    stored,
)
from reports.models import Activity
from reports.views.scope import scope_of
from silab.accounts.access import staff_only
from silab.accounts.models import Contract
from silab.common.steps import Steps


def _steps(number, preview_url=""):
    pages = [
        (_("Contract and files"), reverse("reports:plan_import")),
        (_("Look it over"), preview_url),
    ]
    return Steps(pages, number)


@staff_only
def choose(request):
    """Take the contract and the files, keep them for the next step."""
    contracts = Contract.objects.for_user(request.user)
    initial = {"contract": scope_of(request).contract}
    form = PlanFilesForm(request.POST or None, request.FILES or None, contracts=contracts, initial=initial)
    if request.method == "POST" and form.is_valid():
        files = {file.name: file.read() for file in form.cleaned_data["files"]}
        try:
            read_files(files)
        except Refused as refused:
            form.add_error("files", str(refused))
        else:
            token = stored.keep(request.user, form.cleaned_data["contract"], files)
            return redirect("reports:plan_import_preview", token)
    return render(request, "reports/plan_import.html", {"form": form, "steps": _steps(1)})


@staff_only
def preview(request, token):
    """Show problems by row and column, findings and changes; on POST apply all of it or nothing."""
    kept = stored.find(request.user, token)
    if kept is None:
        messages.warning(
            request,
            _(
                "These files are no longer kept: they were imported, given up, or a day has passed. "
                "Choose them again if the plan should still change."
            ),
        )
        return redirect("reports:plan_import")
    contract, parsed, changes, of_goals = _read(request.user, *kept)
    # Goals have no versions: what changes in them alone is not asked about.
    form = how_form(request, contract) if changes else None
    if request.method == "POST":
        answer = _answered(request, contract, parsed, form, changes)
        if answer:
            return answer
    changes = [*changes, *of_goals]
    can_apply = parsed.is_whole and changes and not any(change.kept_by for change in changes)
    context = {
        "contract": contract,
        "parsed": parsed,
        "changes": changes,
        "kept_changes": [change for change in changes if change.kept_by],
        "can_apply": can_apply,
        "findings": check_plan(parsed.plan) if parsed.is_whole else [],
        "steps": _steps(2, request.path),
        "form": form if can_apply else None,
    }
    return render(request, "reports/plan_import_preview.html", context)


def how_form(request, contract) -> HowForm | None:
    """Return the form that asks what a change of the plan is; None for a contract's first plan."""
    if not Activity.objects.filter(contract=contract).exists():
        return None
    return HowForm(request.POST if "apply" in request.POST else None, contract=contract)


def applied(contract, plan, form, by) -> bool:
    """Apply a plan as `form` says, a first plan without asking; False with errors in the form."""
    if form is not None:
        return form.is_valid() and form.apply(plan, by=by)
    apply_plan(contract=contract, plan=plan, by=by)
    return True


def _read(user, contract_key, files):
    contract = Contract.objects.for_user(user).get(pk=contract_key)
    parsed = parse_plan(read_files(files), contract)
    if not parsed.is_whole:
        return contract, parsed, [], []
    return contract, parsed, plan_changes(contract, parsed.plan), goal_changes(contract, parsed.goals)


def _answered(request, contract, parsed, form, changes):
    """Do what was asked; None when the page is to show what stops it."""
    if "give_up" in request.POST:
        stored.give_up(request.user)
        messages.info(request, _("The import was given up. Nothing changed."))
        return redirect("reports:plan_import")
    if not parsed.is_whole:
        return redirect(request.path)
    of_goals = goal_changes(contract, parsed.goals)
    if any(change.kept_by for change in (*changes, *of_goals)):
        return None
    with transaction.atomic():
        if changes and not applied(contract, parsed.plan, form, request.user):
            return None
        apply_goals(contract=contract, goals=parsed.goals, by=request.user)
    stored.give_up(request.user)
    tell(
        request,
        form,
        [*changes, *of_goals],
        _("Nothing changed: the plan already holds what the files hold."),
    )
    page = "reports:amendments" if is_amended(form, changes) else "reports:plan_check"
    return redirect(f"{reverse(page)}?leping={contract.slug}")


def is_amended(form, changes) -> bool:
    """Whether an amendment was made just now."""
    return bool(changes) and form is not None and form.cleaned_data["how"] != CORRECTION


def tell(request, form, changes, nothing):
    """Say what became of the plan."""
    if not changes:
        messages.info(request, nothing)
        return
    if is_amended(form, changes):
        said = ngettext(
            "The plan was amended: %(n)s row changed.",
            "The plan was amended: %(n)s rows changed.",
            len(changes),
        )
    else:
        said = ngettext(
            "The plan was saved: %(n)s row changed.",
            "The plan was saved: %(n)s rows changed.",
            len(changes),
        )
    messages.success(request, said % {"n": len(changes)})
