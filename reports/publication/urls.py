"""Addresses of published reports."""

from django.urls import path

from reports.publication import views

urlpatterns = [
    path("avalik/aruanded/", views.published, name="published"),
    path("avalik/aruanded/<slug:slug>/<int:year>/<int:version>/", views.report, name="published_report"),
    path("avalik/aruanded/<slug:slug>/<int:year>/<int:version>/pdf/", views.pdf, name="published_pdf"),
]
