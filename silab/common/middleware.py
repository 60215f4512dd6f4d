"""The language of a request: the visitor's choice, else Estonian; never guessed from the browser."""

from django.conf import settings
from django.utils import translation


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
