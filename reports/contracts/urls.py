"""Addresses of contracts."""

from django.urls import path

from reports.contracts import views

urlpatterns = [
    path("plaan/lepingud/", views.list_contracts, name="contracts"),
    path("plaan/lepingud/uus/", views.edit, name="contract_add"),
    path("plaan/lepingud/leping/<slug:slug>/", views.edit, name="contract"),
]
