"""Addresses of the dashboard, the plan and its import."""

from django.urls import path

from reports.views import dashboard, importing, plan

urlpatterns = [
    path("toolaud/", dashboard.overview, name="dashboard"),
    path("toolaud/kaart/", dashboard.municipality_map, name="map"),
    path("toolaud/arv/<str:code>/", dashboard.evidence, name="figure"),
    path("plaan/", plan.year_plan, name="plan"),
    path("plaan/kontroll/", plan.findings, name="plan_check"),
    path("plaan/tuua/", importing.choose, name="plan_import"),
    path("plaan/tuua/<str:token>/", importing.preview, name="plan_import_preview"),
]
