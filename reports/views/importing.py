"""The import of a plan in the browser: choose files → look at what they hold and change → apply."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.checks import check_plan
from reports.forms import PlanFilesForm
from reports.importing import Refused, apply_plan, parse_plan, plan_changes, read_files, stored
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
    contract, parsed, changes = _read(request.user, *kept)
    if request.method == "POST":
        return _answered(request, contract, parsed)
    context = {
        "contract": contract,
        "parsed": parsed,
        "changes": changes,
        "kept_changes": [change for change in changes if change.kept_by],
        "can_apply": parsed.is_whole and changes and not any(change.kept_by for change in changes),
        "findings": check_plan(parsed.plan) if parsed.is_whole else [],
        "steps": _steps(2, request.path),
        "form": None,
    }
    return render(request, "reports/plan_import_preview.html", context)


def _read(user, contract_key, files):
    contract = Contract.objects.for_user(user).get(pk=contract_key)
    parsed = parse_plan(read_files(files), contract)
    return contract, parsed, plan_changes(contract, parsed.plan) if parsed.is_whole else []


def _answered(request, contract, parsed):
    if "give_up" in request.POST:
        stored.give_up(request.user)
        messages.info(request, _("The import was given up. Nothing changed."))
        return redirect("reports:plan_import")
    if not parsed.is_whole:
        return redirect(request.path)
    try:
        changes = apply_plan(contract=contract, plan=parsed.plan, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(request.path)
    stored.give_up(request.user)
    if not changes:
        messages.info(request, _("Nothing changed: the plan already holds what the files hold."))
        return redirect(f"{reverse('reports:plan_check')}?leping={contract.slug}")
    said = ngettext(
        "The plan was imported: %(n)s row changed.",
        "The plan was imported: %(n)s rows changed.",
        len(changes),
    )
    messages.success(request, said % {"n": len(changes)})
    return redirect(f"{reverse('reports:plan_check')}?leping={contract.slug}")
