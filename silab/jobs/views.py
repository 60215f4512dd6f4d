"""The state of a job, as a page and as the part that polls; the file that it made."""

from urllib.parse import urlsplit, urlunsplit

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from silab.common.access import signed_in
from silab.common.uploads import KINDS, private
from silab.jobs.models import Job

#: htmx's agreed answer for "swap this in and poll no more".
STOP_POLLING = 286


@signed_in
def state(request, pk) -> HttpResponse:
    """Show how far a job is to whoever asked for it, and to staff."""
    job = get_object_or_404(Job.objects.for_user(request.user), pk=pk)
    if not request.htmx:
        return render(request, "jobs/state.html", {"job": job, "back": _asked_from(request)})
    response = render(request, "components/job.html", {"job": job})
    if not job.is_unfinished:
        response.status_code = STOP_POLLING
        response["HX-Trigger"] = "job-ended"
    return response


def _asked_from(request) -> str:
    """Return the address on this site from which the job was asked for; "" when nothing tells."""
    found = urlsplit(request.GET.get("tagasi") or request.headers.get("Referer", ""))
    address = urlunsplit(("", "", found.path, found.query, ""))
    is_ours = found.netloc in ("", request.get_host()) and url_has_allowed_host_and_scheme(address, None)
    return address if is_ours and found.path.startswith("/") and found.path != request.path else ""


@signed_in
@require_safe
def made_file(request, pk):
    """Give the file that a job made to whoever asked for the job, and to staff; 404 once it is gone."""
    job = get_object_or_404(Job.objects.for_user(request.user), pk=pk)
    path, name = job.result.get("file", ""), job.result.get("name", "")
    if not path or not default_storage.exists(path):
        raise Http404
    answer = FileResponse(default_storage.open(path), as_attachment=True, filename=name)
    return private(answer, KINDS.get(f".{name.rpartition('.')[2]}", "application/octet-stream"))
