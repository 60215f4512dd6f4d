"""Published reports: the list, a page for each, its PDF. For everybody; nothing of the reader shows."""

from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from reports.enums import ReportState
from reports.models import AnnualReport
from reports.publication import fresh
from reports.publication.page import address, list_of_published, page_of
from silab.accounts.access import public
from silab.common.kept_pages import strangers_page


@public
@require_safe
def published(request):
    """List the published reports."""
    return _answer(request, "reports/publication/list.html", list_of_published)


@public
@require_safe
def report(request, slug, year, version):
    """Show a published report; a withdrawn one with the reason, without its file."""

    def make():
        return page_of(_published(slug, year, version))

    return _answer(request, "reports/publication/report.html", make)


@public
@require_safe
def pdf(request, slug, year, version):
    """Give the PDF as it was submitted; whoever asks for that of a withdrawn report reads why it is gone."""
    found = _published(slug, year, version)
    if found.state == ReportState.WITHDRAWN:
        return redirect(address(found))
    etag = f'"{found.pdf_sha256}"'
    same = get_conditional_response(request, etag=etag)
    if same is not None:
        return same
    name = f"{found.file_name}.pdf"
    answer = FileResponse(found.pdf.open(), as_attachment=True, filename=name, content_type="application/pdf")
    answer["ETag"] = etag
    answer["Cache-Control"] = "no-cache"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _answer(request, template, make):
    """Answer a page that is kept for strangers; the frame around it is a signed-in reader's own."""
    if request.user.is_authenticated:
        return render(request, template, make())
    if request.META.get("QUERY_STRING"):
        return redirect(request.path)  # a page with a query is not kept, and this one is dear to make
    return strangers_page(request, template, make, fresh.stamp())


def _published(slug, year, version):
    reports = AnnualReport.objects.published().select_related("contract", "snapshot")
    return get_object_or_404(reports, contract__slug=slug, year=year, version=version)
