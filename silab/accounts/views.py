"""The front door: home, language, invitations, and what is kept about the reader."""

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.i18n import set_language

from silab.accounts.access import public, signed_in
from silab.accounts.actions import (
    AccountExists,
    InvitationRefused,
    accept_invitation,
    accept_with_new_account,
    raise_if_for_another,
    raise_if_over,
)
from silab.accounts.forms import NewAccountForm
from silab.accounts.models import Invitation, User
from silab.accounts.personal_data import kept_about, told
from silab.accounts.roles import home_of
from silab.common.kept_pages import strangers_page

ACCOUNT_BACKEND = "silab.accounts.backends.AccountBackend"


@public
@require_safe
def home(request):
    """Lead whoever has a role to its home; show the front page to all others."""
    if not request.user.is_authenticated:
        return strangers_page(request, "public/home.html")
    try:
        return redirect(reverse(home_of(request.user)))
    except NoReverseMatch:
        return render(request, "public/home.html")


@public
@csrf_exempt  # strangers' pages are kept without a token; the session's cookie does not follow another site's form
@require_POST
def choose_language(request):
    """Keep the reader's language in a cookie, and a user's for the mails too."""
    response = set_language(request)
    language = request.POST.get("language")
    if request.user.is_authenticated and language in dict(User.language.field.choices):
        User.objects.filter(pk=request.user.pk).update(language=language)
    return response


@public
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request, token):
    """Show an invitation, and on POST accept it: with a new account, or as the signed-in user."""
    try:
        found = Invitation.objects.select_related("contract").by_token(token)
    except Invitation.DoesNotExist:
        raise Http404 from None
    try:
        raise_if_over(invitation=found)
        if request.user.is_authenticated:
            return _accept_as_user(request, found)
        if User.objects.filter(email=found.email).exists():
            messages.info(request, AccountExists.message)
            return redirect_to_login(request.get_full_path())
        return _accept_as_stranger(request, found)
    except InvitationRefused as refusal:
        context = {"invitation": found, "refusal": refusal}
        return render(request, "accounts/invitation_refused.html", context, status=refusal.status)


@signed_in
@never_cache
@require_safe
def my_data(request):
    """Show the reader what is kept about them."""
    kept = [
        (kind.title, [[(words, told(value)) for words, value in record.items()] for record in records])
        for kind, records in kept_about(request.user)
    ]
    return render(request, "accounts/my_data.html", {"kept": kept})


@signed_in
@never_cache
@require_safe
def my_data_file(request):
    """Give the reader the same as JSON."""
    data = {
        str(kept.title): [{str(words): value for words, value in record.items()} for record in records]
        for kept, records in kept_about(request.user)
    }
    response = JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = 'attachment; filename="minu-andmed.json"'
    return response


def _accept_as_user(request, found):
    if request.method != "POST":
        raise_if_for_another(invitation=found, user=request.user)
        return render(request, "accounts/invitation.html", {"invitation": found, "form": None})
    accept_invitation(invitation=found, by=request.user)
    messages.success(request, _("Thank you! You now have the role: %s.") % found.get_role_display())
    return redirect("home")


def _accept_as_stranger(request, found):
    form = NewAccountForm(request.POST or None, email=found.email)
    if not form.is_valid():
        return render(request, "accounts/invitation.html", {"invitation": found, "form": form})
    user = accept_with_new_account(invitation=found, **form.cleaned_data)
    login(request, user, backend=ACCOUNT_BACKEND)
    messages.success(request, _("Welcome! Your account is ready."))
    return redirect("home")
