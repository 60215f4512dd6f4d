"""Every address of the portal, by app."""

from django.contrib import admin
from django.urls import include, path

from silab.accounts.access import public
from silab.common.health import healthz

urlpatterns = [
    path("healthz", public(healthz), name="healthz"),
    path("haldus/", admin.site.urls),
    path("konto/", include("allauth.urls")),
    path("omavalitsused/", include("municipalities.urls")),
    path("", include("reports.urls")),
    path("toimingud/", include("silab.jobs.urls")),
]
