"""The portal's settings, made fast and strict for tests."""

from silab.settings import *  # noqa: F403
from silab.settings import INSTALLED_APPS, MIDDLEWARE, STATIC_ROOT, STORAGES, TEMPLATES

STATIC_ROOT.mkdir(parents=True, exist_ok=True)
# Staff sign in without a code here; the tests of the second factor ask for it themselves.
SECOND_FACTOR_REQUIRED = False
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# The folder of static files holds hashed names only; tests serve the sources, found when asked for:
# listing them all for every test client took a fifth of the tests' time.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# A page that asks the database once per row fails its test (django-zeal).
INSTALLED_APPS = [*INSTALLED_APPS, "zeal"]
MIDDLEWARE = ["zeal.middleware.zeal_middleware", *MIDDLEWARE]
ZEAL_RAISE = True
# Django and allauth read the session and the address again while they sign somebody in.
ZEAL_ALLOWLIST = [
    {"model": "sessions.Session"},
    {"model": "account.EmailAddress"},
    {"model": "mfa.Authenticator"},
    {"model": "notices.Notice"},  # each recipient is told once, which is asked one by one
    {"model": "accounts.User", "field": "get()"},  # the reader, and the user read about
]
ZEAL_SHOW_ALL_CALLERS = True


class UndefinedVariable(str):
    """Fails a test whose page names a variable that nobody gave it.

    Libraries' own templates are left alone, and so is what `|default:` answers for.
    """

    __slots__ = ()

    def __contains__(self, part):
        return part == "%s"

    def __mod__(self, variable):
        from tests.strictness import undefined

        return undefined(variable)


TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UndefinedVariable("undefined")
