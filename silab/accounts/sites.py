"""The admin site: where staff keep records that have no page of their own."""

from urllib.parse import urlencode

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class PortalAdminSite(AdminSite):
    """Django's admin behind the portal's own sign-in, so that no second door passes the second factor."""

    site_header = _("Silab’s records")
    site_title = _("Silab’s records")
    index_title = _("All records")
    site_url = "/"

    def login(self, request, extra_context=None):
        """Send strangers to the portal's sign-in page; raise Http404 for users who are not staff."""
        if request.user.is_authenticated:
            raise Http404
        query = urlencode({"next": request.GET.get("next") or reverse("admin:index")})
        return redirect(f"{reverse('account_login')}?{query}")

    def logout(self, request, extra_context=None):
        """Send to the portal's own sign-out page, which asks first."""
        return redirect("account_logout")

    def password_change(self, request, extra_context=None):
        """Send to the portal's own page, which tells the owner by mail."""
        return redirect("account_change_password")


class PortalAdminConfig(AdminConfig):
    """Makes the portal's admin site the default one."""

    default_site = "silab.accounts.sites.PortalAdminSite"

    def ready(self):
        """Leave out groups (roles say who may) and allauth's tables (they hold the second factor's secrets)."""
        super().ready()
        from allauth.account.models import EmailAddress
        from allauth.mfa.models import Authenticator
        from django.contrib.admin import site
        from django.contrib.auth.models import Group

        site.unregister([Group, EmailAddress, Authenticator])
