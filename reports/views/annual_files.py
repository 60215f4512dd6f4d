"""Files of annual reports: attached materials, the PDF, the data. All private: each asks who reads."""

from functools import partial

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from reports.annual.editor import Editor
from reports.models import AnnualReport, Attachment
from reports.print.editions import EDITIONS, request_edition
from reports.views.asking import asked
from reports.views.files import attach_posted, data_of, detach_posted, pdf_of
from silab.accounts.access import open_to, staff_only
from silab.accounts.enums import Role
from silab.common.uploads import private_file


@open_to(Role.STAFF, Role.FUNDER)
def annual_pdf(request, pk):
    """The report's PDF."""
    return pdf_of(_report(request, pk))


@open_to(Role.STAFF, Role.FUNDER)
def annual_data(request, pk, kind):
    """The report's frozen figures with their evidence, as CSV or JSON."""
    return data_of(_report(request, pk), kind)


@require_POST
@open_to(Role.STAFF, Role.FUNDER)
def make_edition(request, pk, edition):
    """Ask for the report in English, as DOCX or as XLSX; the answer shows how far it is."""
    if edition not in EDITIONS:
        raise Http404
    return asked(request, _report(request, pk), partial(request_edition, edition=EDITIONS[edition]))


@open_to(Role.STAFF, Role.FUNDER)
def attachment(request, pk):
    """An attached file."""
    row = get_object_or_404(Attachment.objects.exclude(file=""), pk=pk)
    _report(request, row.report_id)
    return private_file(row.file, row.file_name)


@require_POST
@staff_only
def attach_material(request, pk):
    """Attach a link or a file; what was refused stands on the page as it was typed, with the reason (422)."""
    found = _report(request, pk)

    def refused(form):
        page = {"editor": Editor(found, attaching=form), "report": found}
        return render(request, "reports/annual_report.html", page, status=422)

    return attach_posted(request, found, refused)


@require_POST
@staff_only
def detach_material(request, pk):
    """Take an attached material off the report."""
    row = get_object_or_404(Attachment.objects.select_related("report"), pk=pk)
    return detach_posted(request, row, _report(request, row.report_id))


def _report(request, pk):
    reports = AnnualReport.objects.for_user(request.user)
    return get_object_or_404(reports.select_related("contract", "snapshot"), pk=pk)
