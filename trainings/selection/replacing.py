"""The page on which a team's member is replaced, for the submitter and for staff."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from silab.accounts.access import signed_in
from trainings.models import Application
from trainings.selection import rules
from trainings.selection.forms import ReplacementForm
from trainings.selection.replacement import replace_member, why_not


@signed_in
@require_http_methods(["GET", "POST"])
def replace(request, key, member):
    """Let somebody else take a member's place."""
    visible = Application.objects.for_user(request.user).select_related("training", "municipality")
    team = get_object_or_404(visible, key=key)
    old = get_object_or_404(team.members.filter(left_at=None), pk=member)
    if not rules.can_replace_members(request.user, team):
        raise PermissionDenied
    problem, status = why_not(team), 200
    # What the place is for stays as it was, unless somebody changes it.
    kept = {name: getattr(old, name) for name in ("role", "municipality", "organisation", "registry_code")}
    form = ReplacementForm(request.POST or None, team=team, initial=kept)
    if request.method == "POST" and not problem and form.is_valid():
        try:
            new = replace_member(member=old, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            told = _("%(new)s is in the team in place of %(old)s, and gets a link to confirm.")
            messages.success(request, told % {"new": new.name, "old": old.name})
            return redirect(_back(request, team))
    if request.method == "POST":
        status = 409 if problem else 422
    context = {"team": team, "old": old, "form": form, "problem": problem, "back": _back(request, team)}
    return render(request, "trainings/selection/replace.html", context, status=status)


def _back(request, team):
    if request.user.is_staff:
        return reverse("trainings:applicant", args=[team.pk])
    try:
        return reverse("trainings:application", args=[team.key])
    except NoReverseMatch:
        return reverse("home")
