"""Pages that are the same for every stranger: rendered once a minute, process and language, and not sent again
to who has them. Such a page shows nothing of its reader, so it holds no token either: `kept_page` tells the layout."""

import time
from hashlib import sha256

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language

#: Seconds for which what the page tells (open calls) may be behind.
KEPT = 60
_kept: dict[tuple, tuple[tuple, bytes, str]] = {}


def strangers_page(request, template, make=dict, stamp=""):
    """Answer a page that depends on nothing but its address and the language; 304 to whoever has it as it is.

    `make()` gives the template's context, or raises Http404; another `stamp` makes the page anew at once.
    """
    # A message is for this reader; the language form leads back to the address with its query.
    if len(get_messages(request)) or request.META.get("QUERY_STRING"):
        return render(request, template, make())
    name = (template, request.path, get_language(), settings.DEMO)
    now = (int(time.monotonic() // KEPT), stamp)
    made, html, etag = _kept.get(name, (None, b"", ""))
    if made != now or settings.DEBUG:
        html = render(request, template, {**make(), "kept_page": True}).content
        etag = f'"{sha256(html).hexdigest()[:32]}"'
        _kept[name] = now, html, etag
    headers = {"ETag": etag, "Cache-Control": "private, no-cache"}
    return get_conditional_response(request, etag=etag, response=HttpResponse(html, headers=headers))
