"""Trainers see the groups that they train."""

from django.db.models import Min
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from silab.accounts.access import signed_in
from trainings.calls.rules import groups_of, trained_by
from trainings.calls.teaching import taught


@signed_in
@require_safe
def my_groups(request):
    """List the trainings at which the reader trains; a single one is opened at once."""
    own = trained_by(request.user).annotate(first_at=Min("sessions__starts_at"))
    trainings = list(own.order_by("-first_at", "pk"))
    if not trainings:
        raise Http404("no trainer")
    if len(trainings) == 1:
        return redirect("trainings:my_group", trainings[0].slug)
    return render(request, "trainings/calls/my_groups.html", {"trainings": trainings})


@signed_in
@require_safe
def my_group(request, slug):
    """Show a trainer the own groups of a training: teams, members, days, homework handed in."""
    training = get_object_or_404(trained_by(request.user), slug=slug)
    context = {"training": training, "groups": taught(training, groups_of(request.user, training))}
    return render(request, "trainings/calls/my_group.html", context)
