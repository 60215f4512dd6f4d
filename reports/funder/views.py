"""The funder's side: its contracts, the reports sent to it, its decision. Never a draft."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from reports.annual import actions
from reports.enums import SENT, ReportState
from reports.funder.archive import request_archive
from reports.funder.comparing import compare
from reports.models import AnnualReport, ProgrammeReport
from reports.print.editions import shown
from reports.rules import can_decide_report
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
    page = {"contract": found, "seen": compare(found)}
    return render(request, "reports/funder/contract.html", page)


@require_POST
@open_to(Role.FUNDER, Role.STAFF)
def archive(request, slug):
    """Ask for all that was sent as one ZIP; the answer shows how far it is."""
    job = request_archive(contract=_contract(request, slug), by=request.user)
    if request.htmx:
        return render(request, "components/job.html", {"job": job})
    return redirect("jobs:state", job.pk)


@open_to(Role.FUNDER, Role.STAFF)
def report(request, pk):
    """A report that was sent: the document on screen, its files, and the decision."""
    return render(request, "reports/funder/report.html", _page(request, _sent(request, pk)))


@require_POST
@open_to(Role.FUNDER)
def decide(request, pk):
    """Accept the report or return it with comments."""
    found = _sent(request, pk)
    if not can_decide_report.test(request.user, found):
        raise PermissionDenied
    comment, accepts = request.POST.get("comment", ""), request.POST.get("decision") == "accept"
    action = actions.accept if accepts else actions.return_with_comments
    try:
        action(report=found, by=request.user, comment=comment)
    except ValidationError as error:
        page = _page(request, found) | {"error": error.messages[0], "comment": comment}
        return render(request, "reports/funder/report.html", page, status=422)
    done = _("The report was accepted.") if accepts else _("The report was returned to Silab.")
    messages.success(request, done)
    return redirect("reports:funder_report", found.pk)


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


def _sent(request, pk):
    reports = AnnualReport.objects.for_user(request.user).filter(state__in=SENT)
    return get_object_or_404(reports.select_related("contract", "snapshot"), pk=pk)


def _page(request, found):
    waits = found.state == ReportState.SUBMITTED
    return {
        "report": found,
        "comments": found.comments.select_related("created_by").order_by("pk"),
        "may_decide": waits and can_decide_report.test(request.user, found),
        "error": "",
        "comment": "",
        **shown(found),
    }
