"""Costs: their list by year and activity, the form of one document, and the files that prove it."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from reports.changes import kept, stamp
from reports.costs import actions, sums
from reports.costs.filters import CostFilter
from reports.costs.forms import CostForm, DocumentForm
from reports.costs.tabs import tabs_of
from reports.enums import Funding
from reports.models import Cost, CostDocument
from reports.views.scope import Scope, scope_of
from silab.accounts.access import staff_only
from silab.accounts.models import Contract
from silab.common.history import entries
from silab.common.kept_rows import Remembered
from silab.common.lists import Column, choice, list_response
from silab.common.templatetags.formats import day, euro
from silab.common.uploads import private_file

COLUMNS = (
    Column("document", gettext_lazy("Document"), "document_number", sort="document_number", link=True),
    Column("supplier", gettext_lazy("Supplier"), "supplier", sort="search_key"),
    Column("on", gettext_lazy("Date"), "on", text=day, sort="on"),
    Column("year", gettext_lazy("Year of the plan"), "activity__year", sort="activity__year"),
    Column("activity", gettext_lazy("Activity"), "activity__title", sort="activity__number"),
    Column("description", gettext_lazy("Description"), "description"),
    Column("funding", gettext_lazy("Borne by"), "funding", text=choice(Funding), sort="funding"),
    Column("vat", gettext_lazy("VAT"), "vat", text=euro, numeric=True),
    Column("amount", gettext_lazy("Amount incl. VAT"), "amount", text=euro, sort="amount", numeric=True),
)


@staff_only
def list_costs(request):
    """Every cost of the contract, the newest first."""
    scope = scope_of(request)
    if scope.contract is None:
        return render(request, "reports/dashboard_empty.html")
    keep = partial(kept, stamp())
    borne = keep(sums.by_funding, scope.contract)
    return list_response(
        request,
        queryset=Cost.objects.filter(activity__contract=scope.contract),
        columns=COLUMNS,
        template="reports/costs/list.html",
        filterset=partial(CostFilter, contract=scope.contract),
        row_url=("reports:cost", "pk"),
        remembered=Remembered(keep, scope.contract.pk),
        export_name="kulud",
        context={
            "scope": scope,
            "empty": _("No cost has been recorded yet. Add the first, and the budget shows what is left."),
            "total": borne[Funding.CONTRACT],
            "co_funding": borne[Funding.CO_FUNDING],
            "in_kind": borne[Funding.IN_KIND],
            "add_url": scope.url("reports:cost_add"),
            "plan_url": scope.url("reports:plan"),
            "tabs": tabs_of(scope, "reports:costs"),
        },
    )


@staff_only
def edit(request, pk=None):
    """Add a cost, or change one; the record keeps who changed what."""
    cost = get_object_or_404(_open_to(request.user), pk=pk) if pk else None
    contract = cost.activity.contract if cost else scope_of(request).contract
    if contract is None:
        raise Http404
    form = CostForm(request.POST or None, instance=cost, contract=contract, by=request.user)
    if request.method == "POST" and form.is_valid():
        saved = form.kept(partial(actions.keep_cost, cost=form.instance, by=request.user))
        if saved:
            return _saved(request, saved, contract)
    return _page(request, cost, contract, form)


@require_POST
@staff_only
def attach(request, pk):
    """Attach a document; what was refused stands on the cost's page with the reason (422)."""
    cost = get_object_or_404(_open_to(request.user), pk=pk)
    contract = cost.activity.contract
    attaching = DocumentForm(request.POST, request.FILES)
    if attaching.is_valid():
        try:
            row = actions.attach_document(cost=cost, file=attaching.cleaned_data["file"], by=request.user)
        except ValidationError as refused:
            attaching.add_error("file", refused)
        else:
            messages.success(request, _("%(file)s was attached.") % {"file": row.file_name})
            return redirect("reports:cost", cost.pk)
    return _page(
        request, cost, contract, CostForm(instance=cost, contract=contract, by=request.user), attaching
    )


@require_safe
@staff_only
def document(request, pk):
    """A cost's document, as a download that no cache keeps."""
    row = _document(request, pk)
    return private_file(row.file, row.file_name)


@require_POST
@staff_only
def remove_document(request, pk):
    """Take a document off its cost."""
    row = _document(request, pk)
    actions.remove_document(document=row, by=request.user)
    messages.success(request, _("%(file)s was removed.") % {"file": row.file_name})
    return redirect("reports:cost", row.cost_id)


@require_POST
@staff_only
def remove(request, pk):
    """Take a cost recorded by mistake out again."""
    cost = get_object_or_404(_open_to(request.user), pk=pk)
    name, back = str(cost), _scope(cost.activity.contract, cost).url("reports:costs", aasta="")
    actions.remove_cost(cost=cost, by=request.user)
    messages.success(request, _("%(document)s was removed.") % {"document": name})
    return redirect(back)


def _page(request, cost, contract, form, attaching=None):
    scope = _scope(contract, cost)
    context = {
        "form": form,
        "cost": cost,
        "contract": contract,
        "documents": list(cost.documents.order_by("pk")) if cost else [],
        "attaching": (attaching or DocumentForm()) if cost else None,
        "costs_url": scope.url("reports:costs", aasta=""),
        "history": entries(cost) if cost else [],
    }
    status = 422 if attaching and attaching.errors else form.status
    return render(request, "reports/costs/cost.html", context, status=status)


def _saved(request, saved, contract):
    messages.success(request, _("%(document)s was saved.") % {"document": saved})
    over = sums.over_budget(saved.activity)
    if over and saved.funding == Funding.CONTRACT:
        messages.warning(
            request,
            _("%(activity)s is %(over)s over its budget.") % {"activity": saved.activity, "over": euro(over)},
        )
    return redirect(_scope(contract, saved).url("reports:costs", aasta=""))


def _open_to(user):
    costs = Cost.objects.filter(activity__contract__in=Contract.objects.for_user(user))
    return costs.select_related("activity__contract")


def _document(request, pk):
    found = CostDocument.objects.filter(cost__in=_open_to(request.user))
    return get_object_or_404(found.select_related("cost"), pk=pk)


def _scope(contract, record):
    return Scope([contract], contract, record.activity.year if record else contract.starts_on.year)
