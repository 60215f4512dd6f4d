"""Addresses of a contract's goals."""

from django.urls import path

from reports.goals import views

urlpatterns = [
    path("plaan/eesmargid/", views.overview, name="goals"),
    path("plaan/eesmargid/moodik/", views.hint, name="goal_hint"),
    path("plaan/eesmargid/<slug:part>/uus/", views.edit, name="goal_new"),
    path("plaan/eesmargid/<slug:part>/<int:pk>/", views.edit, name="goal_row"),
    path("plaan/eesmargid/<slug:part>/<int:pk>/eemalda/", views.remove, name="goal_remove"),
]
