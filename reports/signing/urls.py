"""Addresses of signed reports."""

from django.urls import path

from reports.signing import views

urlpatterns = [
    path("aruanded/<int:pk>/allkirjad/", views.bring_back, name="report_signed_add"),
    path("aruanded/allkirjad/<int:pk>/", views.container, name="report_signed"),
    path("aruanded/allkirjad/<int:pk>/eemalda/", views.take_off, name="report_signed_remove"),
]
