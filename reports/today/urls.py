"""Addresses of the staff's first page."""

from django.urls import path

from reports.today import views

urlpatterns = [
    path("tana/", views.today, name="today"),
    path("tana/aasta/", views.year, name="today_year"),
]
