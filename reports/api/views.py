"""The page of keys: what programs can read, and the keys by which they do."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from reports.api import tokens
from reports.api.forms import KeyForm
from reports.models import ApiToken
from silab.accounts.access import open_to
from silab.accounts.enums import Role


@never_cache
@require_http_methods(["GET", "POST"])
@open_to(Role.FUNDER, Role.STAFF)
def keys(request):
    """List one's keys and make a new one; a new key is shown on the answer and never again."""
    form, made = KeyForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            _token, made = tokens.make_token(
                user=request.user, name=form.cleaned_data["name"], by=request.user
            )
            form = KeyForm()
        except ValidationError as error:
            form.add_error(None, error)
    status = 422 if form.is_bound and form.errors else 200
    page = {"form": form, "made": made, "keys": tokens.working(request.user).order_by("-pk")}
    page["portal"] = settings.PORTAL_URL.rstrip("/")
    return render(request, "reports/api/keys.html", page, status=status)


@require_POST
@open_to(Role.FUNDER, Role.STAFF)
def revoke(request, pk):
    """Revoke one of one's own keys."""
    token = get_object_or_404(ApiToken, pk=pk, user=request.user)
    tokens.revoke(token=token, by=request.user)
    messages.success(request, _("The key was revoked: it opens nothing any more."))
    return redirect("reports:api_keys")
