"""Files of annual reports: attached materials, the PDF, the data. All private: each asks who reads."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from reports.annual.data import evidence_csv, snapshot_json
from reports.annual.editor import Editor
from reports.annual.errors import ReportClosed
from reports.annual.files import attach, detach
from reports.annual.forms import AttachmentForm
from reports.models import AnnualReport, Attachment
from silab.accounts.access import open_to, staff_only
from silab.accounts.enums import Role
from silab.common.uploads import KINDS, private, private_file

DATA = {"csv": (evidence_csv, KINDS[".csv"]), "json": (snapshot_json, "application/json")}


@open_to(Role.STAFF, Role.FUNDER)
def annual_pdf(request, pk):
    """The report's PDF."""
    found = _report(request, pk)
    if not found.pdf:
        raise Http404
    return private_file(found.pdf, f"{found.file_name}.pdf")


@open_to(Role.STAFF, Role.FUNDER)
def annual_data(request, pk, kind):
    """The report's frozen figures with their evidence, as CSV or JSON."""
    found = _report(request, pk)
    if found.snapshot is None or kind not in DATA:
        raise Http404
    lines, content_type = DATA[kind]
    answer = StreamingHttpResponse(lines(found.snapshot))
    answer["Content-Disposition"] = f'attachment; filename="{found.file_name}.{kind}"'
    return private(answer, content_type)


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
    form = AttachmentForm(request.POST, request.FILES)
    try:
        if form.is_valid():
            attach(report=found, by=request.user, **form.cleaned_data)
    except ReportClosed as error:
        messages.error(request, error.message)
        return redirect(found)
    except ValidationError as error:
        form.refuse(error)
    if form.is_valid():
        messages.success(request, _("The material was attached."))
        return redirect(f"{found.get_absolute_url()}#materials")
    form.ask_for_the_file_again()
    page = {"editor": Editor(found, attaching=form), "report": found}
    return render(request, "reports/annual_report.html", page, status=422)


@require_POST
@staff_only
def detach_material(request, pk):
    """Take an attached material off the report."""
    row = get_object_or_404(Attachment.objects.select_related("report"), pk=pk)
    found = _report(request, row.report_id)
    try:
        detach(attachment=row, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The material was removed from the report."))
    return redirect(f"{found.get_absolute_url()}#materials")


def _report(request, pk):
    reports = AnnualReport.objects.for_user(request.user)
    return get_object_or_404(reports.select_related("contract", "snapshot"), pk=pk)
