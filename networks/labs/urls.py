"""Co-creation labs."""

from django.urls import path

from networks.labs import views

urlpatterns = [
    path("laborid/", views.labs, name="labs"),
    path("laborid/kaart/", views.labs_map, name="labs_map"),
    path("laborid/uus/", views.lab_add, name="lab_add"),
    path("laborid/<int:pk>/", views.lab, name="lab"),
    path("laborid/<int:pk>/muuda/", views.lab_change, name="lab_change"),
    path("laborid/tootuba/<int:pk>/", views.workshop, name="lab_workshop"),
    path("laborid/raha/<int:pk>/", views.funding, name="lab_funding"),
]
