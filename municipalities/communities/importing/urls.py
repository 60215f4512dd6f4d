from django.urls import path

from municipalities.communities.importing import views

urlpatterns = [
    path("kogukonnad/tuua/", views.choose, name="community_import"),
    path("kogukonnad/tuua/naidis/", views.sample, name="community_import_sample"),
    path("kogukonnad/tuua/<slug:token>/", views.preview, name="community_import_preview"),
]
