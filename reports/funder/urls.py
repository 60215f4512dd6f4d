"""Addresses of the funder's side."""

from django.urls import path

from reports.funder import deciding, views

urlpatterns = [
    path("rahastaja/", views.home, name="funder_home"),
    path("rahastaja/leping/<slug:slug>/", views.contract, name="funder_contract"),
    path("rahastaja/leping/<slug:slug>/zip/", views.archive, name="funder_zip"),
    path("rahastaja/aruanne/<int:pk>/", deciding.report, name="funder_report"),
    path("rahastaja/aruanne/<int:pk>/markus/", deciding.remark, name="funder_remark"),
    path("rahastaja/aruanne/<int:pk>/otsus/", deciding.decide, name="funder_decide"),
]
