"""Costs: their list by year and activity, and the form of one document."""

from functools import partial

from django.contrib import messages
from django.db.models import Sum
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.filters import CostFilter
from reports.forms import CostForm
from reports.models import Cost
from reports.views.scope import scope_of
from silab.accounts.access import staff_only
from silab.accounts.models import Contract
from silab.common.history import entries
from silab.common.lists import Column, list_response
from silab.common.templatetags.formats import day, euro

COLUMNS = (
    Column("document", gettext_lazy("Document"), "document_number", sort="document_number", link=True),
    Column("supplier", gettext_lazy("Supplier"), "supplier", sort="search_key"),
    Column("on", gettext_lazy("Date"), "on", text=day, sort="on"),
    Column("year", gettext_lazy("Year of the plan"), "activity__year", sort="activity__year"),
    Column("activity", gettext_lazy("Activity"), "activity__title", sort="activity__number"),
    Column("description", gettext_lazy("Description"), "description"),
    Column("amount", gettext_lazy("Amount with VAT"), "amount", text=euro, sort="amount", numeric=True),
)


@staff_only
def list_costs(request):
    """Every cost of the contract, the newest first."""
    scope = scope_of(request)
    if scope.contract is None:
        return render(request, "reports/dashboard_empty.html")
    costs = Cost.objects.filter(activity__contract=scope.contract)
    return list_response(
        request,
        queryset=costs,
        columns=COLUMNS,
        template="reports/costs.html",
        filterset=partial(CostFilter, contract=scope.contract),
        row_url=("reports:cost", "pk"),
        export_name="kulud",
        context={
            "scope": scope,
            "empty": _("No cost has been recorded yet. Add the first, and the budget shows what is left."),
            "total": costs.aggregate(total=Sum("amount"))["total"],
            "add_url": scope.url("reports:cost_add"),
            "plan_url": scope.url("reports:plan"),
        },
    )


@staff_only
def edit(request, pk=None):
    """Add a cost, or change one; the record keeps who changed what."""
    cost = get_object_or_404(_open_to(request.user), pk=pk) if pk else None
    contract = cost.activity.contract if cost else scope_of(request).contract
    if contract is None:
        raise Http404
    form = CostForm(request.POST or None, instance=cost, contract=contract)
    if request.method == "POST" and form.is_valid():
        if cost is None:
            form.instance.created_by = request.user
        saved = form.save()
        messages.success(request, _("%(document)s was saved.") % {"document": saved})
        return redirect(_costs_url(contract))
    context = {
        "form": form,
        "cost": cost,
        "contract": contract,
        "costs_url": _costs_url(contract),
        "history": entries(cost) if cost else [],
    }
    return render(request, "reports/cost.html", context)


def _open_to(user):
    costs = Cost.objects.filter(activity__contract__in=Contract.objects.for_user(user))
    return costs.select_related("activity__contract")


def _costs_url(contract):
    return f"{reverse('reports:costs')}?leping={contract.slug}"
