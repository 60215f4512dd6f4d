"""Addresses of the indicators over time."""

from django.urls import path

from reports.overtime import views

urlpatterns = [
    path("toolaud/naitajad/", views.overview, name="indicators"),
    path("toolaud/naitajad/<str:code>/", views.indicator, name="indicator"),
    path("toolaud/naitajad/<str:code>/jaotus/", views.breakdown, name="indicator_breakdown"),
    path("toolaud/prognoos/", views.year_end, name="forecast"),
    path("aruanded/<int:pk>/muutunud/", views.changed, name="report_changed"),
    path("aruanded/<int:pk>/muutunud/<str:figure>/", views.moved, name="report_moved"),
]
