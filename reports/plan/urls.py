"""Addresses of the plan as files."""

from django.urls import path

from reports.plan import views

urlpatterns = [
    path("plaan/failina/<str:kind>/", views.as_file, name="plan_file"),
]
