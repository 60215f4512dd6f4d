"""Asking for a municipality's profile; a job makes it."""

from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from municipalities.models import Municipality
from silab.accounts.access import open_to
from silab.accounts.enums import Role
from silab.jobs.actions import enqueue


@require_POST
@open_to(Role.STAFF, Role.OFFICIAL)
def profile_pdf(request, pk):
    """Ask for the profile of a municipality whose data the user may open; the job's page gives the file."""
    found = get_object_or_404(Municipality.objects.for_user(request.user), pk=pk)
    # Each who asks has a job of their own: a job is shown to nobody else.
    key = f"{found.pk}:{request.user.pk}"
    job = enqueue("municipalities.profile", key=key, payload={"municipality": found.pk}, by=request.user)
    return redirect("jobs:state", job.pk)
