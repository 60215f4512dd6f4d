"""The language of a request: the visitor's choice, else Estonian; never guessed from the browser. A page where a
view has none to show. And the request's line in the log, which must not hand on a personal link."""

import re

from django.conf import settings
from django.shortcuts import render
from django.utils import translation
from django_structlog.middlewares import RequestMiddleware

from silab.common.way_back import way_back

#: A signed token in an address: whoever has it acts as its owner (silab/common/links.py).
TOKEN = re.compile(r"[^/]+[.:][^/.:]+[.:][\w-]{20,}")


class LanguageMiddleware:
    """Activate the language of the language cookie, which only the visitor's own choice sets."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.codes = {code for code, _name in settings.LANGUAGES}

    def __call__(self, request):
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        language = chosen if chosen in self.codes else settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class ButtonsAddressMiddleware:
    """Answers with a page and the way back where an address that only buttons use is opened by itself (405)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code != 405 or response.content or "HX-Request" in request.headers:
            return response
        page = render(request, "405.html", {"back_url": way_back(request)}, status=405)
        page.headers["Allow"] = response.headers["Allow"]
        return page


class LogMiddleware(RequestMiddleware):
    """Logs what was asked for by method and path, without tokens and without what was typed into a search."""

    @staticmethod
    def format_request(request) -> str:
        """Return "GET /osaleja/…/"."""
        return f"{request.method} {TOKEN.sub('…', request.path)}"
