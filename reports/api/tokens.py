"""Keys by which programs read figures in a person's name: made, shown once, revoked."""

import hashlib
import secrets
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.models import ApiToken
from silab.accounts.enums import Role

#: Days; a forgotten key dies by itself.
VALID_FOR = 365
#: Keys of one person that work at once.
MOST = 10
PREFIX = "silab_"


def make_token(*, user, name: str, by) -> tuple[ApiToken, str]:
    """Return a new key's record and the key itself, which is kept nowhere.

    Raises ValidationError without a name, or when the person has MOST keys that work.
    """
    name = name.strip()
    if not name:
        raise ValidationError({"name": _("Write what the key is for, so that you know it again.")})
    if working(user).count() >= MOST:
        raise ValidationError({"name": _("You have %(most)s keys. Revoke one first.") % {"most": MOST}})
    key = PREFIX + secrets.token_urlsafe(32)
    today = timezone.localdate()
    token = ApiToken.objects.create(
        user=user, name=name[:100], digest=digest(key), made_on=today, expires_on=today + timedelta(VALID_FOR)
    )
    return token, key


def revoke(*, token: ApiToken, by) -> None:
    """Make a key useless from now on."""
    ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now(), revoked_by=by)


def working(user):
    """The person's keys that are neither revoked nor expired."""
    return ApiToken.objects.filter(user=user, revoked_at=None, expires_on__gte=timezone.localdate())


def user_of(key: str, *, today: date | None = None):
    """Return the person in whose name a key reads, None for a key that does not work.

    Only active people with a role that may read reports; the day of use is noted.
    """
    today = today or timezone.localdate()
    token = ApiToken.objects.select_related("user").filter(digest=digest(key), revoked_at=None).first()
    if token is None or token.expires_on < today or not token.user.is_active:
        return None
    if token.user.role not in (Role.FUNDER, Role.STAFF):
        return None
    if token.last_used_on != today:
        ApiToken.objects.filter(pk=token.pk).update(last_used_on=today)
    return token.user


def digest(key: str) -> str:
    """Return what is kept of a key. Keys are long and random: a plain hash is enough."""
    return hashlib.sha256(key.encode()).hexdigest()
