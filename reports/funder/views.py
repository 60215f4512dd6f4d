"""The funder's side: its contracts and the reports sent to it. Never a draft; what it decides: deciding.py."""

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from reports.enums import ReportState
from reports.funder.archive import request_archive
from reports.funder.comparing import compare
from reports.models import AnnualReport, ProgrammeReport
from silab.accounts.access import open_to
from silab.accounts.enums import Role
from silab.accounts.models import Contract


@open_to(Role.FUNDER)
def home(request):
    """What waits for the funder, then its contracts with each year's latest report."""
    reports = AnnualReport.objects.for_user(request.user).select_related("contract")
    reports = list(reports.order_by("-year", "-version"))
    programmes = ProgrammeReport.objects.for_user(request.user).select_related("training")
    programmes = list(programmes.order_by("training__sort_key", "training", "-version"))
    contracts = Contract.objects.for_user(request.user).order_by("-starts_on", "slug")
    page = {
        "waiting": [row for row in reports if row.state == ReportState.SUBMITTED],
        "contracts": [
            (contract, _years(contract, reports), _programmes(contract, programmes)) for contract in contracts
        ],
    }
    return render(request, "reports/funder/home.html", page)


@require_safe
@open_to(Role.FUNDER, Role.STAFF)
def contract(request, slug):
    """A contract's sent years side by side."""
    found = _contract(request, slug)
    reports = AnnualReport.objects.for_user(request.user).filter(contract=found)
    page = {
        "contract": found,
        "seen": compare(found),
        "withdrawn": reports.filter(state=ReportState.WITHDRAWN).order_by("year", "version"),
    }
    return render(request, "reports/funder/contract.html", page)


@require_POST
@open_to(Role.FUNDER, Role.STAFF)
def archive(request, slug):
    """Ask for all that was sent as one ZIP; the answer shows how far it is."""
    job = request_archive(contract=_contract(request, slug), by=request.user)
    if request.htmx:
        return render(request, "components/job.html", {"job": job})
    return redirect("jobs:state", job.pk)


def _contract(request, slug):
    return get_object_or_404(Contract.objects.for_user(request.user), slug=slug)


def _years(contract, reports):
    """Each year of the contract with the latest version sent, or None."""
    latest = {}
    for row in reports:
        if row.contract_id == contract.pk:
            latest.setdefault(row.year, row)
    return [(str(year), latest.get(year)) for year in contract.years]


def _programmes(contract, reports):
    """The latest finished report of each programme of the contract."""
    latest = {}
    for row in reports:
        if row.training.contract_id == contract.pk:
            latest.setdefault(row.training_id, row)
    return list(latest.values())
