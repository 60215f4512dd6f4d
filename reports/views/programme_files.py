"""Files of programme reports, and the page of a finished one for its funder. Each asks who reads."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from reports.enums import SENT
from reports.models import ProgrammeMaterial, ProgrammeReport
from reports.programme.document import Document
from reports.programme.editor import Editor
from reports.views.files import attach_posted, data_of, detach_posted, pdf_of
from reports.views.programme import writing
from silab.accounts.access import open_to, staff_only
from silab.accounts.enums import Role
from silab.common.uploads import private_file


@open_to(Role.FUNDER, Role.STAFF)
def funder_report(request, pk):
    """A finished report: the document on screen and its files."""
    found = get_object_or_404(_reports(request).filter(state__in=SENT), pk=pk)
    return render(request, "reports/programme/funder.html", {"report": found, "doc": Document(found)})


@open_to(Role.STAFF, Role.FUNDER)
def programme_pdf(request, pk):
    """The report's PDF."""
    return pdf_of(get_object_or_404(_reports(request), pk=pk))


@open_to(Role.STAFF, Role.FUNDER)
def programme_data(request, pk, kind):
    """The report's frozen figures with their evidence, as CSV or JSON."""
    return data_of(get_object_or_404(_reports(request), pk=pk), kind)


@open_to(Role.STAFF, Role.FUNDER)
def material(request, pk):
    """An attached file."""
    row = get_object_or_404(ProgrammeMaterial.objects.exclude(file=""), pk=pk)
    get_object_or_404(_reports(request), pk=row.report_id)
    return private_file(row.file, row.file_name)


@require_POST
@staff_only
def attach_material(request, pk):
    """Attach a link or a file; what was refused stands on the page as it was typed, with the reason (422)."""
    found = get_object_or_404(_reports(request), pk=pk)
    return attach_posted(
        request, found, lambda form: writing(request, Editor(found, attaching=form), status=422)
    )


@require_POST
@staff_only
def detach_material(request, pk):
    """Take an attached material off the report."""
    row = get_object_or_404(ProgrammeMaterial.objects.select_related("report"), pk=pk)
    return detach_posted(request, row, get_object_or_404(_reports(request), pk=row.report_id))


def _reports(request):
    reports = ProgrammeReport.objects.for_user(request.user)
    return reports.select_related(*ProgrammeReport.reads)
