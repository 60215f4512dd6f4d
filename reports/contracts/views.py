"""The pages of contracts: their list, one of them with the ways to its plan, goals and form, a new one."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from reports.contracts.forms import ContractForm
from reports.goals.hints import this_year
from reports.models import Activity, FormSection, Goal
from reports.views.scope import Scope
from silab.accounts.access import staff_only
from silab.accounts.models import Contract
from silab.common.history import entries
from silab.common.keeping import keep
from silab.common.lists import Column, list_response
from silab.common.templatetags.formats import day

COLUMNS = (
    Column("title", gettext_lazy("Contract"), "title", sort="title", link=True),
    Column("funder", gettext_lazy("Funder"), "funder_name", sort="funder_name"),
    Column("starts", gettext_lazy("Starts"), "starts_on", text=day, sort="starts_on"),
    Column("ends", gettext_lazy("Ends"), "ends_on", text=day, sort="ends_on"),
)


@staff_only
def list_contracts(request):
    """Every contract, the newest first."""
    return list_response(
        request,
        queryset=Contract.objects.for_user(request.user).order_by("-starts_on", "slug"),
        columns=COLUMNS,
        template="reports/contracts/list.html",
        row_url=("reports:contract", "slug"),
        export_name="lepingud",
        context={"empty": _("There is no contract yet. Add it with its years, then import its plan.")},
    )


@staff_only
@require_http_methods(["GET", "POST"])
def edit(request, slug=None):
    """Add a contract, or change one; a new one leads on to what it still lacks."""
    contract = get_object_or_404(Contract.objects.for_user(request.user), slug=slug) if slug else None
    form = ContractForm(request.POST or None, instance=contract, by=request.user)
    if request.method == "POST" and form.is_valid():
        saved = form.kept(partial(keep, record=form.instance, by=request.user))
        if saved:
            messages.success(request, _("%(contract)s was saved.") % {"contract": saved})
            return redirect("reports:contract", saved.slug)
    held = Contract.objects.get(slug=slug) if slug else None
    context = {
        "form": form,
        "contract": held,
        "steps": _steps(held) if held else [],
        "history": entries(held) if held else [],
    }
    return render(request, "reports/contracts/contract.html", context, status=form.status)


def _steps(contract):
    """What a contract consists of: (words, how much is there, address)."""
    scope = Scope([contract], contract, this_year(contract))
    goals = Goal.objects.filter(contract=contract).count()
    activities = Activity.objects.filter(contract=contract).count()
    sections = FormSection.objects.filter(contract=contract).count()
    return [
        (
            _("Goals, outcomes and indicators"),
            _("goals: %(n)s") % {"n": goals} if goals else _("none yet"),
            scope.url("reports:goals", aasta=""),
        ),
        (
            _("Plan"),
            _("activities: %(n)s") % {"n": activities} if activities else _("none yet"),
            scope.url("reports:plan" if activities else "reports:plan_import"),
        ),
        (
            _("Form of the annual report"),
            _("its own, sections: %(n)s") % {"n": sections} if sections else _("form A"),
            scope.url("reports:form"),
        ),
    ]
