"""Every address of the portal, by app."""

from django.contrib import admin
from django.urls import include, path

from reports.api.urls import api_urls
from silab.accounts.access import public
from silab.accounts.views import choose_language, home
from silab.common.health import healthz

#: Officials whose right was taken away read so, whatever page they had open.
handler403 = "municipalities.home.views.lost.not_allowed"
handler404 = "municipalities.home.views.lost.not_there"
urlpatterns = [
    path("", home, name="home"),
    path("keel/", choose_language, name="set_language"),
    path("healthz", public(healthz), name="healthz"),
    path("haldus/", admin.site.urls),
    path("konto/", include("silab.accounts.urls")),
    path("konto/", include("allauth.urls")),
    path("teated/", include("silab.notices.urls")),
    path("", include("trainings.urls")),
    path("vorgustikud/", include("networks.urls")),
    path("omavalitsused/", include("municipalities.urls")),
    path("", include("reports.urls")),
    path("api/v1/", api_urls),
    path("toimingud/", include("silab.jobs.urls")),
]
