"""A report that was sent, as the funder reads it: comments beside its parts, then accepted or returned with them."""

from dataclasses import replace
from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from reports.annual import actions
from reports.annual.errors import EditConflict
from reports.enums import SENT, ReportState
from reports.funder.reading import Reading
from reports.models import AnnualReport
from reports.rules import can_decide_report
from silab.accounts.access import open_to
from silab.accounts.enums import Role

PAGE = "reports/funder/report.html"


@open_to(Role.FUNDER, Role.STAFF)
def report(request, pk):
    """A report that was sent: the document on screen, its files, comments with answers, and the decision."""
    found = _sent(request, pk)
    reading = Reading(found, request.user, asked=request.GET.get("osa", ""))
    return render(request, PAGE, {"reading": reading, **reading.context})


def _posted(view):
    """Lead whoever comes back to the address of a refused form to the report: there is nothing else to read."""

    @wraps(view)
    def led(request, pk):
        if request.method == "POST":
            return view(request, pk)
        return redirect("reports:funder_report", _sent(request, pk).pk)

    return led


@open_to(Role.FUNDER)
@_posted
def remark(request, pk):
    """Save a draft of a comment on a part. To HTMX its state is answered; without JavaScript the page comes back.

    Nothing typed is lost: what was refused (422) or saved in another tab meanwhile (409) stays on the page.
    """
    found = _sent(request, pk)
    _must_decide(request, found)
    reading = Reading(found, request.user)
    shown, status = reading.save_typed(request.POST)
    if request.htmx:
        return render(request, "reports/after/typed_state.html", {"typed": shown}, status=status)
    if status == 200:
        return redirect(f"{reading.url}#{shown.name if shown.text else 'markused'}")
    return render(request, PAGE, {"reading": reading, **reading.context}, status=status)


@open_to(Role.FUNDER)
@_posted
def decide(request, pk):
    """Accept the report or return it; the reader's drafts of comments are sent with the decision."""
    found = _sent(request, pk)
    _must_decide(request, found)
    accepts = request.POST.get("decision") == "accept"
    typed, revision = request.POST.get("comment"), _revision(request.POST)
    if accepts and not request.POST.get("sure"):
        asked = _("Acceptance cannot be taken back. Tick below that you have read the report.")
        return _refused(request, found, typed, revision, error=asked)
    action = actions.accept if accepts else actions.return_with_comments
    if accepts:
        done = _("The report was accepted. Silab is told by mail.")
    else:
        done = _(
            "The report was returned. Silab writes the next version; you get a mail when it is submitted."
        )
    try:
        action(report=found, by=request.user, comment=typed, revision=revision)
    except EditConflict as conflict:
        return _refused(request, found, typed, revision, theirs=conflict.theirs)
    except ValidationError as error:
        if not _did_so_before(request, pk, accepts):
            return _refused(request, found, typed, revision, error=error.messages[0])
    messages.success(request, done)
    return redirect("reports:funder_report", found.pk)


def _refused(request, found, typed, revision, *, error="", theirs=None):
    """Show the page anew with what was typed, and why it was not done."""
    now = _reports(request).filter(pk=found.pk).first()  # as it is since the other's decision
    reading = Reading(now or found, request.user, error=error)
    whole = replace(reading.whole, text=typed or "", revision=revision or 0)
    if theirs is not None:
        whole = replace(whole, theirs=theirs.text, their_revision=theirs.revision)
    reading.whole = whole
    page = {"reading": reading, **reading.context}
    return render(request, PAGE, page, status=409 if theirs is not None else 422)


def _did_so_before(request, pk, accepts):
    """Whether the same person has made the same decision already: the second click of two."""
    state = ReportState.ACCEPTED if accepts else ReportState.RETURNED
    return AnnualReport.objects.filter(pk=pk, state=state, decided_by=request.user).exists()


def _revision(posted):
    """The revision that the comment on the whole report was begun from; None for a form that does not say."""
    given = posted.getlist("revision")
    if not given:
        return None
    if not given[-1].isdecimal():
        raise Http404
    return int(given[-1])


def _must_decide(request, found):
    if not can_decide_report.test(request.user, found):
        raise PermissionDenied


def _sent(request, pk):
    return get_object_or_404(_reports(request), pk=pk)


def _reports(request):
    reports = AnnualReport.objects.for_user(request.user).filter(state__in=SENT)
    return reports.select_related("contract", "snapshot", "decided_by", "withdrawn_by")
