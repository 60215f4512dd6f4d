"""Addresses of the API and of its keys. The API asks for its key itself, so the door before it is open."""

from django.shortcuts import redirect
from django.urls import path

from reports.api import views
from reports.api.endpoints import Key, api
from reports.api.refusals import NO_KEY, NOTHING, refused
from silab.accounts.access import public


def _opened(urls):
    patterns, app, namespace = urls
    for pattern in patterns:
        if pattern.name == "api-root":
            pattern.callback = _root
        public(pattern.callback)
    return [*patterns, path("<path:rest>", public(_nowhere), name="nowhere")], app, namespace


def _nowhere(request, rest):
    """Answer programs at an address that is none as at any other: without a key nothing is told."""
    if not Key()(request):
        return refused(api, request, NO_KEY, 401)
    return refused(api, request, NOTHING, 404)


def _root(_request):
    """Lead whoever opens the API in a browser to the page that tells how it is read."""
    return redirect("reports:api_keys")


urlpatterns = [
    path("konto/votmed/", views.keys, name="api_keys"),
    path("konto/votmed/<int:pk>/tyhista/", views.revoke, name="api_key_revoke"),
]
api_urls = _opened(api.urls)
