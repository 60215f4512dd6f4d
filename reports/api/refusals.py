"""What the API says when it gives nothing: in Estonian, in English to a program that asks for it (Accept-Language)."""

from functools import partial

from django.http import Http404
from django.utils import translation
from django.utils.translation import get_language_from_request
from django.utils.translation import gettext_lazy as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

NO_KEY = _("The key is missing, revoked or expired. Make a new one on the page “Data for programs”.")
NOTHING = _("There is nothing here.")
UNREADABLE = _("The request could not be read.")
TOO_MANY = _("Too many requests. Ask again in a minute.")
#: By the types that the checks of parameters give; `ctx` names their limits.
WRONG = {
    "missing": _("This is missing."),
    "int_parsing": _("A whole number belongs here."),
    "int_parsing_size": _("The number is too big."),
    "greater_than_equal": _("A number of at least %(ge)s belongs here."),
}
OTHERWISE = _("This value does not fit here.")


def speak(api: NinjaAPI) -> None:
    """Have the API answer every refusal in words."""

    def say(error: type[Exception], words):
        def handled(request, raised):
            return refused(api, request, words, getattr(raised, "status_code", 404))

        api.add_exception_handler(error, handled)

    say(AuthenticationError, NO_KEY)
    say(Http404, NOTHING)
    say(HttpError, UNREADABLE)
    say(Throttled, TOO_MANY)
    api.add_exception_handler(ValidationError, partial(_wrong, api))


def refused(api: NinjaAPI, request, detail, status: int):
    """Answer `detail`, words or what a function makes of them, in the language of the program that asks."""
    language = get_language_from_request(request)
    with translation.override(language):
        said = detail() if callable(detail) else str(detail)
        answer = api.create_response(request, {"detail": said}, status=status)
    answer.headers["Content-Language"] = language
    return answer


def _wrong(api, request, error):
    """Each parameter that does not fit, by its place and kind, as programs know them."""
    return refused(api, request, lambda: [row | {"msg": _told(row)} for row in error.errors], 422)


def _told(row):
    return str(WRONG.get(row["type"], OTHERWISE)) % row.get("ctx", {})
