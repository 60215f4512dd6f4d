"""Pages that are the same for every stranger: rendered once a process and language, and not sent again to who
has them. Such a page shows nothing of its reader, so it holds no token either: `kept_page` tells the layout."""

from hashlib import sha256

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language

_kept: dict[tuple, tuple[bytes, str]] = {}


def strangers_page(request, template):
    """Answer a page that depends on nothing but the language; 304 to whoever has it as it is."""
    # A message is for this reader; the language form leads back to the address with its query.
    if len(get_messages(request)) or request.META.get("QUERY_STRING"):
        return render(request, template)
    name = template, request.path, get_language(), settings.DEMO
    if name not in _kept or settings.DEBUG:
        html = render(request, template, {"kept_page": True}).content
        _kept[name] = html, f'"{sha256(html).hexdigest()[:32]}"'
    html, etag = _kept[name]
    headers = {"ETag": etag, "Cache-Control": "private, no-cache"}
    return get_conditional_response(request, etag=etag, response=HttpResponse(html, headers=headers))
