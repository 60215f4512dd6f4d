"""Annual reports for those who write them: the list, the writing page, its steps to the funder."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from reports.annual import actions
from reports.annual.closed import closed_page
from reports.annual.due import with_due, words_of
from reports.annual.editor import Editor
from reports.annual.errors import NotReady
from reports.enums import ReportState
from reports.models import AnnualReport
from reports.print.editions import shown
from reports.views.asking import asked
from silab.accounts.access import open_to, staff_only
from silab.accounts.enums import Role
from silab.accounts.models import Contract
from silab.common.lists import Column, choice, list_response
from silab.common.templatetags.formats import day


def left_words(due_on):
    """Say how many days are left; "–" where none are counted."""
    return words_of((due_on - timezone.localdate()).days) if due_on else "–"


COLUMNS = [
    Column("contract", gettext_lazy("Contract"), "contract__title", sort="contract__title", link=True),
    Column("year", gettext_lazy("Year"), "year", sort="year", text=str, link=True),
    Column("version", gettext_lazy("Version"), "version", text=str),
    Column("state", gettext_lazy("State"), "state", text=choice(ReportState), state=True),
    Column("taken", gettext_lazy("Figures taken"), "snapshot__taken_at", text=day),
    Column("submitted", gettext_lazy("Submitted"), "submitted_at", sort="submitted_at", text=day),
    Column("decided", gettext_lazy("Decided"), "decided_at", text=day),
]
DUE = Column("due", gettext_lazy("Due"), "due_on", sort="due_on", text=day)
LEFT = Column("left", gettext_lazy("Days left"), "counted_to", text=left_words)


@open_to(Role.STAFF, Role.FUNDER)
def list_reports(request):
    """The annual reports that the reader may open; staff start a new one here."""
    writes = request.user.is_staff
    contracts = Contract.objects.for_user(request.user).order_by("-starts_on", "slug") if writes else ()
    nothing = _("No report has been started yet.") if writes else _("No report has been sent to you yet.")
    return list_response(
        request,
        queryset=with_due(AnnualReport.objects.for_user(request.user)).order_by("-year", "-version", "pk"),
        columns=[*COLUMNS[:4], DUE, LEFT, *COLUMNS[4:]] if writes else COLUMNS,
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
        return render(request, "reports/annual_closed.html", closed_page(found, request.user))
    return render(request, "reports/annual_report.html", {"editor": Editor(found), "report": found})


@staff_only
def preview(request, pk):
    """The document as it would print, on screen."""
    found = _report(request, pk)
    return render(request, "reports/annual_preview.html", {"report": found, **shown(found)})


@require_POST
@staff_only
def text(request, pk):
    """Save one part. To HTMX the part's state is answered; without JavaScript the page comes back.

    Nothing typed is lost: what cannot be saved stays on the page with the reason (422), and a text that
    someone else has saved meanwhile (409) is shown beside one's own.
    """
    found = _report(request, pk)
    editor = Editor(found)
    shown, status = editor.save_typed(request.POST, by=request.user)
    if request.htmx:
        return render(request, "reports/annual_part_state.html", {"field": shown}, status=status)
    if status == 200:
        return redirect(f"{found.get_absolute_url()}#{shown.anchor}")
    return render(request, "reports/annual_report.html", {"editor": editor, "report": found}, status=status)


@require_POST
@staff_only
def take_figures(request, pk):
    """Ask for the figures to be taken as they are now; the answer shows how far it is."""
    return asked(request, _report(request, pk), actions.request_figures)


@require_POST
@staff_only
def make_pdf(request, pk):
    """Ask for the PDF; the answer shows how far it is."""
    return asked(request, _report(request, pk), actions.request_pdf)


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
