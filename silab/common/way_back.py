"""Where somebody came from, or would go on from, when the address that they opened shows nothing."""

from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme


def came_from(request) -> str:
    """Return the portal's page from which the request came, "" for another site's or none."""
    page = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure()):
        return ""
    return urlsplit(page)._replace(scheme="", netloc="").geturl()


def way_back(request) -> str:
    """Return the page from which somebody came here; without one, the nearest address above that there is."""
    page = came_from(request)
    if page and urlsplit(page).path != request.path:
        return page
    above = request.path.rstrip("/")
    while above:
        above = above.rpartition("/")[0]
        if _is_there(f"{above}/"):
            return f"{above}/?{request.META['QUERY_STRING']}".rstrip("?")
    return "/"


def _is_there(path) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return True
