"""The second factor that staff sign in with (domain.md §12).

A session has shown it when its user typed a code at sign-in or set the second factor up in it. A session
opened by the password alone, before the second factor was set up elsewhere, has not: it is asked."""

import time

from allauth.account import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_used
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver

SHOWN = "second_factor"
SIGNED_IN_AT = "signed_in_at"


def is_asked_of(user) -> bool:
    """Whether the user must have a second factor: staff, outside the demo."""
    return settings.SECOND_FACTOR_REQUIRED and user.is_staff


def is_shown_in(session, user) -> bool:
    """Whether this session was opened with the user's second factor."""
    return session.get(SHOWN) == user.pk


def is_set_up_by(user) -> bool:
    """Whether the user has an authenticator app."""
    return Authenticator.objects.filter(user=user.pk, type=Authenticator.Type.TOTP).exists()


def has_just_signed_in(session) -> bool:
    """Whether the session was opened so lately that its user need not type the password once more."""
    return time.time() - session.get(SIGNED_IN_AT, 0) < app_settings.REAUTHENTICATION_TIMEOUT


@receiver(user_logged_in, dispatch_uid="second_factor_signed_in")
def note_signed_in(request, **_kwargs):
    """Keep in the session when it was opened."""
    request.session[SIGNED_IN_AT] = int(time.time())


@receiver([authenticator_added, authenticator_used], dispatch_uid="second_factor_shown")
def note_shown(request, user, **_kwargs):
    """Keep in the session that its user has the second factor at hand."""
    request.session[SHOWN] = user.pk


@receiver(authenticator_removed, dispatch_uid="second_factor_removed")
def note_removed(request, **_kwargs):
    """Forget it, so that staff set up another one before any other page."""
    request.session.pop(SHOWN, None)
