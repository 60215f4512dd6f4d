"""Addresses of the plan's amendments and carry-overs."""

from django.urls import path

from reports.amendments import views

urlpatterns = [
    path("plaan/muudatused/", views.timeline, name="amendments"),
    path("plaan/muudatused/vordlus/", views.compare, name="plan_compare"),
    path("plaan/muudatused/<int:pk>/tagasi/", views.take_back, name="amendment_take_back"),
    path("plaan/ulekanded/uus/", views.carry, name="carry_over"),
    path("plaan/ulekanded/<int:pk>/eemalda/", views.carry_remove, name="carry_over_remove"),
]
