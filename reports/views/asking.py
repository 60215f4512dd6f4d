"""Asking for what takes longer than a page: a report's figures, its PDF."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render


def asked(request, found, action):
    """Start a job by `action`, and answer with how far it is; or say why the report does not allow it."""
    try:
        job = action(report=found, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        page = found.get_absolute_url()
        return HttpResponse(status=204, headers={"HX-Redirect": page}) if request.htmx else redirect(page)
    if request.htmx:
        return render(request, "components/job.html", {"job": job})
    return redirect("jobs:state", job.pk)
