"""Addresses of the API and of its keys. The API asks for its key itself, so the door before it is open."""

from django.shortcuts import redirect
from django.urls import path

from reports.api import views
from reports.api.endpoints import api
from silab.accounts.access import public


def _opened(urls):
    patterns, app, namespace = urls
    for pattern in patterns:
        if pattern.name == "api-root":
            pattern.callback = _root
        public(pattern.callback)
    return patterns, app, namespace


def _root(_request):
    """Lead whoever opens the API in a browser to the page that tells how it is read."""
    return redirect("reports:api_keys")


urlpatterns = [
    path("konto/votmed/", views.keys, name="api_keys"),
    path("konto/votmed/<int:pk>/tyhista/", views.revoke, name="api_key_revoke"),
]
api_urls = _opened(api.urls)
