"""The state of a job, as a page and as the part that polls."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from silab.common.access import signed_in
from silab.jobs.models import Job

#: htmx's agreed answer for "swap this in and poll no more".
STOP_POLLING = 286


@signed_in
def state(request, pk) -> HttpResponse:
    """Show how far a job is to whoever asked for it, and to staff."""
    job = get_object_or_404(Job.objects.for_user(request.user), pk=pk)
    if not request.htmx:
        return render(request, "jobs/state.html", {"job": job})
    response = render(request, "components/job.html", {"job": job})
    if not job.is_unfinished:
        response.status_code = STOP_POLLING
        response["HX-Trigger"] = "job-ended"
    return response
