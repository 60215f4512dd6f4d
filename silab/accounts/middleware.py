"""Keeps every URL closed unless its view opens it."""

from django.contrib.auth.views import redirect_to_login
from django.http import Http404

from silab.accounts.access import EVERYONE

#: Libraries' views decide for themselves: the admin asks for staff, allauth opens what must be open.
TRUSTED_MODULES = ("django.contrib.admin", "allauth.", "import_export.", "silab.accounts.sites")


class ClosedByDefaultMiddleware:
    """Refuses a view that does not say who may open it, and users whom it does not name."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, _args, _kwargs):
        """Return the sign-in page for strangers, raise Http404 for users whose role is not named."""
        allowed = getattr(view, "open_to", None)
        if allowed == EVERYONE:
            return None
        if allowed is None and _is_trusted(request, view):
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if allowed is None or request.user.role not in allowed:
            raise Http404
        return None


def _is_trusted(request, view):
    return request.resolver_match.app_name == "admin" or view.__module__.startswith(TRUSTED_MODULES)
