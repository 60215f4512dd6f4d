"""Addresses of the plan as files and of its editor."""

from django.urls import path

from reports.plan import editing, views

urlpatterns = [
    path("plaan/failina/<str:kind>/", views.as_file, name="plan_file"),
    path("plaan/muuda/", editing.overview, name="plan_edit"),
    path("plaan/muuda/rida/", editing.edit_row, name="plan_edit_row"),
    path("plaan/muuda/ule/", editing.preview, name="plan_edit_preview"),
]
