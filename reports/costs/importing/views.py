"""The import of costs in the browser: choose a file → say what its columns mean → all of it or nothing."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from reports.costs.importing import jobs
from reports.costs.importing.forms import ChoicesForm, CostFileForm, seen_choices
from reports.costs.importing.look import is_ready, look_at
from reports.costs.importing.parse import read_file
from reports.views.scope import scope_of
from silab.accounts.access import staff_only
from silab.accounts.models import Contract
from silab.common.steps import Steps
from silab.common.tables import Refused


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def choose(request):
    """Take the file and keep it for the next step."""
    scope = scope_of(request)
    contracts = Contract.objects.for_user(request.user).order_by("-starts_on", "slug")
    form = CostFileForm(
        request.POST or None, request.FILES or None, contracts=contracts, initial={"contract": scope.contract}
    )
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        files = {file.name: file.read()}
        try:
            if not jobs.is_large(files):
                read_file(files)
        except Refused as refused:
            form.add_error("file", str(refused))
        else:
            more = {"contract": form.cleaned_data["contract"].pk, "choices": {}}
            return redirect("reports:cost_import_preview", jobs.kept.keep(request.user, files, more))
    context = {"form": form, "steps": _steps(1), "costs_url": scope.url("reports:costs")}
    return render(request, "reports/costs/import.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def preview(request, token):
    """Show what the columns mean, what is wrong, what is there already and what would be added; on POST choose,
    import or give up."""
    job = jobs.latest_import(request.user, token)
    if job is not None and (job.is_unfinished or job.result):
        return render(request, "reports/costs/import_job.html", {"job": job, "is_look": False})
    found = jobs.kept.find(request.user, token)
    if found is None:
        messages.warning(request, _("This file is no longer kept. Choose it again."))
        return redirect("reports:cost_import")
    if "give_up" in request.POST:
        jobs.kept.give_up(request.user)
        messages.info(request, _("The import was given up. Nothing changed."))
        return redirect("reports:cost_import")
    more, files = found
    contract = _contract(request.user, more)
    look, looking = _look(request.user, token, contract, more["choices"], files)
    if looking is not None:
        return render(request, "reports/costs/import_job.html", {"job": looking, "is_look": True})
    if isinstance(look, str):
        messages.error(request, look)
        return redirect("reports:cost_import")
    if request.method == "POST":
        return _answered(request, token, contract, look, files)
    context = {
        "look": look,
        "choices": ChoicesForm(look=look, contract=contract),
        "contract": contract,
        "is_ready": is_ready(look),
        "failed": job,
        "steps": _steps(2),
        "form": None,
    }
    return render(request, "reports/costs/import_preview.html", context)


def _look(user, token, contract, choices, files):
    """Return (what was seen or why it cannot be, None), or (None, the job that is still looking)."""
    if not jobs.is_large(files):
        try:
            return look_at(files, contract, choices), None
        except Refused as refused:
            return str(refused), None
    job = jobs.ask_look(user, token, choices)
    if job.is_unfinished:
        return None, job
    return (job.result["look"] if job.result else job.error), None


def _answered(request, token, contract, look, files):
    """Keep what was chosen; import when that is what was looked at, or else show it anew."""
    choices = ChoicesForm(request.POST, look=look, contract=contract).choices()
    as_seen = choices == seen_choices(look)
    jobs.kept.keep(request.user, files, {"contract": contract.pk, "choices": choices}, token)
    if "import" in request.POST:
        if not as_seen and not jobs.is_large(files):
            look = look_at(files, contract, choices)
            as_seen = True
        if as_seen and is_ready(look):
            jobs.ask_import(request.user, token)
    return redirect(request.path)


def _contract(user, more):
    contract = Contract.objects.for_user(user).filter(pk=more["contract"]).first()
    if contract is None:
        raise Http404
    return contract


def _steps(number):
    pages = [(_("File"), reverse("reports:cost_import")), (_("Look it over"), "")]
    return Steps(pages, number)
