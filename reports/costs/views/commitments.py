"""Commitments: their list, the form of one, its closing."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from reports.costs import actions
from reports.costs.filters import CommitmentFilter
from reports.costs.forms import ClosingForm, CommitmentForm
from reports.costs.sums import with_rest
from reports.costs.tabs import tabs_of
from reports.models import Commitment
from reports.views.scope import Scope, scope_of
from silab.accounts.access import staff_only
from silab.accounts.models import Contract
from silab.common.history import entries
from silab.common.keeping import keep
from silab.common.lists import Column, list_response
from silab.common.templatetags.formats import day, euro

COLUMNS = (
    Column("supplier", gettext_lazy("Supplier"), "supplier", sort="supplier", link=True),
    Column("reference", gettext_lazy("Contract or order"), "reference", sort="reference"),
    Column("on", gettext_lazy("Date"), "on", text=day, sort="on"),
    Column("year", gettext_lazy("Year of the plan"), "activity__year", sort="activity__year"),
    Column("activity", gettext_lazy("Activity"), "activity__title", sort="activity__number"),
    Column("amount", gettext_lazy("Amount incl. VAT"), "amount", text=euro, sort="amount", numeric=True),
    Column("paid", gettext_lazy("Paid"), "paid", text=euro, sort="paid", numeric=True),
    Column("rest", gettext_lazy("Not used up"), "rest", text=euro, sort="rest", numeric=True),
    Column("closed", gettext_lazy("Closed on"), "closed_on", text=day, sort="closed_on"),
)


@staff_only
def list_commitments(request):
    """Every commitment of the contract with what was paid on it, the newest first."""
    scope = scope_of(request)
    if scope.contract is None:
        return render(request, "reports/dashboard_empty.html")
    found = Commitment.objects.filter(activity__contract=scope.contract)
    return list_response(
        request,
        queryset=with_rest(found),
        columns=COLUMNS,
        template="reports/costs/commitments.html",
        filterset=partial(CommitmentFilter, contract=scope.contract),
        row_url=("reports:commitment", "pk"),
        export_name="kohustused",
        context={
            "scope": scope,
            "empty": _(
                "No commitment has been recorded yet. Add contracts and orders that will be paid later."
            ),
            "add_url": scope.url("reports:commitment_add"),
            "plan_url": scope.url("reports:plan"),
            "tabs": tabs_of(scope, "reports:commitments"),
        },
    )


@staff_only
def edit(request, pk=None):
    """Add a commitment, or change one."""
    commitment = _found(request, pk) if pk else None
    contract = commitment.activity.contract if commitment else scope_of(request).contract
    if contract is None:
        raise Http404
    form = CommitmentForm(request.POST or None, instance=commitment, contract=contract, by=request.user)
    if request.method == "POST" and form.is_valid():
        saved = form.kept(partial(keep, record=form.instance, by=request.user))
        if saved is None:
            return _page(request, commitment, contract, form)
        messages.success(request, _("%(document)s was saved.") % {"document": saved})
        return redirect(_list_url(contract))
    return _page(request, commitment, contract, form)


@require_POST
@staff_only
def close(request, pk):
    """Close a commitment, or open it again."""
    commitment = _found(request, pk)
    if "open" in request.POST:
        actions.close_commitment(commitment=commitment, on=None, by=request.user)
        messages.success(request, _("%(document)s is open again.") % {"document": commitment})
        return redirect("reports:commitment", commitment.pk)
    closing = ClosingForm(request.POST)
    if closing.is_valid():
        try:
            actions.close_commitment(
                commitment=commitment, on=closing.cleaned_data["closed_on"], by=request.user
            )
        except ValidationError as refused:
            closing.add_error("closed_on", refused)
        else:
            messages.success(request, _("%(document)s was closed.") % {"document": commitment})
            return redirect(_list_url(commitment.activity.contract))
    contract = commitment.activity.contract
    form = CommitmentForm(instance=commitment, contract=contract, by=request.user)
    return _page(request, commitment, contract, form, closing)


def _page(request, commitment, contract, form, closing=None):
    context = {
        "form": form,
        "commitment": commitment,
        "contract": contract,
        "costs": list(commitment.costs.order_by("on", "pk")) if commitment else [],
        "closing": closing or ClosingForm(initial={"closed_on": timezone.localdate()}),
        "list_url": _list_url(contract),
        "history": entries(commitment) if commitment else [],
    }
    status = 422 if closing and closing.errors else form.status
    return render(request, "reports/costs/commitment.html", context, status=status)


def _found(request, pk):
    open_to = Commitment.objects.filter(activity__contract__in=Contract.objects.for_user(request.user))
    return get_object_or_404(with_rest(open_to).select_related("activity__contract"), pk=pk)


def _list_url(contract):
    return Scope([contract], contract, contract.starts_on.year).url("reports:commitments", aasta="")
