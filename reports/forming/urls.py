"""Addresses of a contract's form."""

from django.urls import path

from reports.forming import views

urlpatterns = [
    path("plaan/aruandevorm/", views.overview, name="form"),
    path("plaan/aruandevorm/eelvaade/", views.preview, name="form_preview"),
    path("plaan/aruandevorm/uus/", views.edit, name="form_add"),
    path("plaan/aruandevorm/<int:pk>/", views.edit, name="form_section"),
    path("plaan/aruandevorm/<int:pk>/liiguta/", views.move, name="form_move"),
    path("plaan/aruandevorm/<int:pk>/eemalda/", views.remove, name="form_remove"),
]
