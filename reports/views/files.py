"""What every report's files have in common; who may read them, the views have asked."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from reports.annual.data import evidence_csv, snapshot_json
from reports.annual.errors import ReportClosed
from reports.annual.files import attach, detach
from reports.annual.forms import AttachmentForm
from silab.common.uploads import KINDS, private, private_file

DATA = {"csv": (evidence_csv, KINDS[".csv"]), "json": (snapshot_json, "application/json")}


def pdf_of(report):
    """Answer a report's PDF; raise Http404 where none was made."""
    if not report.pdf:
        raise Http404
    return private_file(report.pdf, f"{report.file_name}.pdf")


def data_of(report, kind):
    """Answer a report's frozen figures with their evidence, as CSV or JSON; raise Http404 without them."""
    if report.snapshot is None or kind not in DATA:
        raise Http404
    lines, content_type = DATA[kind]
    answer = StreamingHttpResponse(lines(report.snapshot))
    answer["Content-Disposition"] = f'attachment; filename="{report.file_name}.{kind}"'
    return private(answer, content_type)


def attach_posted(request, report, refused):
    """Attach what was posted, and lead back to the report; what was refused is answered by `refused(form)`: the
    page as it was typed, with the reason."""
    form = AttachmentForm(request.POST, request.FILES)
    try:
        if form.is_valid():
            attach(report=report, by=request.user, **form.cleaned_data)
    except ReportClosed as error:
        messages.error(request, error.message)
        return redirect(report)
    except ValidationError as error:
        form.refuse(error)
    if form.is_valid():
        messages.success(request, _("The material was attached."))
        return redirect(f"{report.get_absolute_url()}#materials")
    form.ask_for_the_file_again()
    return refused(form)


def detach_posted(request, row, report):
    """Take an attached material off, and lead back to the report."""
    try:
        detach(attachment=row, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The material was removed from the report."))
    return redirect(f"{report.get_absolute_url()}#materials")
