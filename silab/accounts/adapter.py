"""How allauth behaves here."""

from urllib.parse import urlencode

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.utils import get_request_param
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.sites.requests import RequestSite
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from silab.accounts import second_factor


class AccountAdapter(DefaultAccountAdapter):
    """allauth with e-mail as the only name, in the portal's words."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("The e-mail address or the password is wrong. Please try again."),
        "too_many_login_attempts": _("Too many failed attempts. Please try again in five minutes."),
        "rate_limited": _("Too many requests in a short time. Please wait a minute and try again."),
        "account_inactive": _("This account is closed. Please write to Silab if it should not be."),
    }

    def send_mail(self, template_prefix, email, context):
        """Send a mail that names the portal; allauth would name its host and port."""
        site = RequestSite(self.request)
        site.name = "Silab"
        return super().send_mail(template_prefix, email, {**context, "current_site": site})

    def get_email_confirmation_url(self, request, emailconfirmation):
        """Return the link that confirms an address; it keeps where the reader was going, in any browser."""
        url = super().get_email_confirmation_url(request, emailconfirmation)
        going = get_request_param(request, REDIRECT_FIELD_NAME) if request else ""
        if going and self.is_safe_url(going):
            url = f"{url}?{urlencode({REDIRECT_FIELD_NAME: going})}"
        return url

    def is_reauthentication_required(self, *, app, **options):
        """Whether the password is asked again: not of somebody who has just typed it."""
        asked = super().is_reauthentication_required(app=app, **options)
        return asked and not second_factor.has_just_signed_in(self.request.session)

    def populate_username(self, request, user):
        """Do nothing: users have no name but their address."""

    def save_user(self, request, user, form, commit=True):
        """Keep the new user's name and the language of the page."""
        user.name = form.cleaned_data.get("name", "")
        user.language = get_language() or user.language
        return super().save_user(request, user, form, commit)


class MFAAdapter(DefaultMFAAdapter):
    """The second factor, which staff change but do not drop."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("The code is wrong or has run out. Please type the one shown now."),
        "cannot_delete_authenticator": _("Show the second factor first, then it can be replaced."),
    }

    def can_delete_authenticator(self, authenticator):
        """Whether the authenticator may go: staff's only by a session that has shown it."""
        user = authenticator.user
        return not second_factor.is_asked_of(user) or second_factor.is_shown_in(context.request.session, user)
