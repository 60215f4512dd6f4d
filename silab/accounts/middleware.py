"""Keeps every URL closed unless its view opens it, and staff outside until they show the second factor."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from silab.accounts import second_factor
from silab.accounts.access import EVERYONE, SIGNED_IN
from silab.accounts.enums import Role
from silab.common.way_back import came_from

#: allauth's views open what strangers need (sign-in, sign-up, password reset) and ask for sign-in elsewhere.
ACCOUNT_PAGES = ("allauth.account.views.", "allauth.mfa.")
STAFF = frozenset({Role.STAFF})
#: The admin's own doors lead to the portal's sign-in and sign-out.
ADMIN_DOORS = ("admin:login", "admin:logout")
#: Open to staff who have not shown their second factor yet.
BEFORE_SECOND_FACTOR = ("account_logout", "account_reauthenticate", "mfa_reauthenticate", "set_language")


class ClosedByDefaultMiddleware:
    """Refuses a view that does not say who may open it, and users whom it does not name."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, _args, _kwargs):
        """Return the sign-in page for strangers, raise Http404 for users whose role is not named."""
        allowed = who_may_open(view, request.resolver_match)
        if allowed == EVERYONE:
            return None
        if not request.user.is_authenticated:
            return _sign_in(request)
        if allowed != SIGNED_IN and request.user.role not in allowed:
            raise Http404
        return None


class SecondFactorMiddleware:
    """Leads staff to their second factor before any page but the account's own."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, _args, _kwargs):
        """Return the page where the second factor is set up or shown, while it is missing."""
        user, page = request.user, request.resolver_match.view_name
        if page in BEFORE_SECOND_FACTOR or not user.is_authenticated or not second_factor.is_asked_of(user):
            return None
        if second_factor.is_shown_in(request.session, user):
            return None
        if second_factor.is_set_up_by(user):
            query = urlencode({"next": request.get_full_path() if request.method == "GET" else "/"})
            return redirect(f"{reverse('mfa_reauthenticate')}?{query}")
        if is_account_page(view):
            return None
        return redirect("mfa_activate_totp")


def who_may_open(view, match) -> frozenset:
    """Return the roles that may open a view; nobody's is the empty set."""
    if match.app_names[:1] == ["admin"]:
        return EVERYONE if match.view_name in ADMIN_DOORS else STAFF
    if is_account_page(view):
        return EVERYONE
    return getattr(view, "open_to", frozenset())


def is_account_page(view) -> bool:
    """Whether allauth made the view."""
    return f"{view.__module__}.".startswith(ACCOUNT_PAGES)


def _sign_in(request):
    """Lead to the sign-in page, and from there to where the reader was; say that what was sent is not saved."""
    if request.method not in ("GET", "HEAD"):
        messages.warning(
            request, _("You are signed out, so what you sent was not saved. Sign in and send it again.")
        )
    if request.htmx:
        # A part of a page cannot hold the sign-in page: the whole page goes there.
        return HttpResponseClientRedirect(redirect_to_login(request.htmx.current_url_abs_path or "/").url)
    # A form's own address may take nothing but forms: from there to the page that it was sent from.
    is_page = request.method in ("GET", "HEAD")
    return redirect_to_login(request.get_full_path() if is_page else came_from(request) or "/")
