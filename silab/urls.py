"""Every address of the portal, by app."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("haldus/", admin.site.urls),
    path("konto/", include("allauth.urls")),
    path("omavalitsused/", include("municipalities.urls")),
]
