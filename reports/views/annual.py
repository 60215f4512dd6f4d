"""Annual reports for those who write them: the list, the writing page, its steps to the funder."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from reports.annual import actions
from reports.annual.editor import Editor, Field
from reports.annual.errors import EditConflict, NotReady
from reports.annual.outline import figures_of, parts
from reports.annual.pdf import context_of
from reports.annual.texts import save_text
from reports.annual.warnings import warnings_of
from reports.enums import ReportState
from reports.models import AnnualReport, ReportText
from silab.accounts.access import open_to, staff_only
from silab.accounts.enums import Role
from silab.accounts.models import Contract
from silab.common.lists import Column, choice, list_response
from silab.common.templatetags.formats import day

COLUMNS = [
    Column("contract", gettext_lazy("Contract"), "contract__title", sort="contract__title", link=True),
    Column("year", gettext_lazy("Year"), "year", sort="year", text=str, link=True),
    Column("version", gettext_lazy("Version"), "version", text=str),
    Column("state", gettext_lazy("State"), "state", text=choice(ReportState), state=True),
    Column("taken", gettext_lazy("Figures taken"), "snapshot__taken_at", text=day),
    Column("submitted", gettext_lazy("Submitted"), "submitted_at", sort="submitted_at", text=day),
    Column("decided", gettext_lazy("Decided"), "decided_at", text=day),
]


@open_to(Role.STAFF, Role.FUNDER)
def list_reports(request):
    """The annual reports that the reader may open; staff start a new one here."""
    writes = request.user.is_staff
    contracts = Contract.objects.for_user(request.user).order_by("-starts_on", "slug") if writes else ()
    nothing = _("No report has been started yet.") if writes else _("No report has been sent to you yet.")
    return list_response(
        request,
        queryset=AnnualReport.objects.for_user(request.user).order_by("-year", "-version", "pk"),
        columns=COLUMNS,
        template="reports/annual_list.html",
        row_url=("reports:report" if writes else "reports:funder_report", "pk"),
        export_name="aruanded",
        context={
            "choices": [(row.title, row.slug, [str(year) for year in row.years]) for row in contracts],
            "empty": nothing,
        },
    )


@require_POST
@staff_only
def open_report(request):
    """Open the draft of a contract's year (`aruanne` = "short-name/year")."""
    slug, _slash, year = request.POST.get("aruanne", "").partition("/")
    contract = get_object_or_404(Contract.objects.for_user(request.user), slug=slug)
    if not year.isdecimal() or len(year) != 4:
        raise Http404
    try:
        return redirect(actions.open_report(contract=contract, year=int(year), by=request.user))
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("reports:reports")


@staff_only
def report(request, pk):
    """The writing page of an open report; a closed one is shown as its document."""
    found = _report(request, pk)
    if not found.is_open:
        comments = found.comments.select_related("created_by").order_by("pk")
        page = {"report": found, "comments": comments, **context_of(found)}
        return render(request, "reports/annual_closed.html", page)
    return render(request, "reports/annual_report.html", {"editor": Editor(found), "report": found})


@staff_only
def preview(request, pk):
    """The document as it would print, on screen."""
    found = _report(request, pk)
    return render(request, "reports/annual_preview.html", {"report": found, **context_of(found)})


@require_POST
@staff_only
def text(request, pk):
    """Save one part. To HTMX the part's state is answered; without JavaScript the page comes back.

    Nothing typed is lost: what cannot be saved stays on the page with the reason (422), and a text that
    someone else has saved meanwhile (409) is shown beside one's own.
    """
    found = _report(request, pk)
    key, revisions = request.POST.get("key", ""), request.POST.getlist("revision")
    part = parts(figures_of(found)).get(key)
    if part is None or not revisions or not revisions[-1].isdecimal():
        raise Http404
    shown, status = _saved(request, found, part, int(revisions[-1]))
    if request.htmx:
        return render(request, "reports/annual_part_state.html", {"field": shown}, status=status)
    if status == 200:
        return redirect(f"{found.get_absolute_url()}#{shown.anchor}")
    editor = Editor(found)
    shown.label = editor.field(key).label
    editor.keep_typed(shown)
    return render(request, "reports/annual_report.html", {"editor": editor, "report": found}, status=status)


def _saved(request, found, part, revision):
    """Try to save; return the part's field as the page is to show it, and the answer's status."""
    body = request.POST.get("body", "")
    kept = found.texts.filter(key=part.key).first() or ReportText(report=found, key=part.key)
    try:
        kept = save_text(report=found, key=part.key, body=body, revision=revision, by=request.user)
    except EditConflict as conflict:
        kept = ReportText(report=found, key=part.key, revision=revision)
        return Field(part, part.title, kept, body, theirs=conflict.theirs), 409
    except ValidationError as error:
        return Field(part, part.title, kept, body, rows="12", error=error.messages[0]), 422
    return Field(part, part.title, kept, kept.body, warnings=warnings_of(found, part, kept.body)), 200


@require_POST
@staff_only
def take_figures(request, pk):
    """Ask for the figures to be taken as they are now; the answer shows how far it is."""
    return _asked(request, _report(request, pk), actions.request_figures)


@require_POST
@staff_only
def make_pdf(request, pk):
    """Ask for the PDF; the answer shows how far it is."""
    return _asked(request, _report(request, pk), actions.request_pdf)


def _asked(request, found, action):
    try:
        job = action(report=found, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        page = found.get_absolute_url()
        return HttpResponse(status=204, headers={"HX-Redirect": page}) if request.htmx else redirect(page)
    if request.htmx:
        return render(request, "components/job.html", {"job": job})
    return redirect("jobs:state", job.pk)


@require_POST
@staff_only
def submit(request, pk):
    """Send the report to the funder, or say what it lacks."""
    found = _report(request, pk)
    try:
        actions.submit(report=found, by=request.user)
    except NotReady as error:
        messages.error(request, error.messages[0])
        return redirect(f"{found.get_absolute_url()}#missing")
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("The report was sent to the funder, who was told by mail."))
    return redirect(found)


def _report(request, pk):
    reports = AnnualReport.objects.for_user(request.user)
    return get_object_or_404(reports.select_related("contract", "snapshot"), pk=pk)
