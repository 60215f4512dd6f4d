"""The log of contacts, for staff (domain.md §1)."""

from django.urls import path

from municipalities.contacts import views

urlpatterns: list = [
    path("kontaktid/", views.contacts, name="contacts"),
    path("kontaktid/uus/", views.add, name="contact_add"),
    path("kontaktid/<int:pk>/", views.contact, name="contact"),
    path("kontaktid/<int:pk>/kustuta/", views.delete, name="contact_delete"),
    path("kontaktid/<int:pk>/tehtud/", views.done, name="contact_done"),
    path("kontaktid/jarel/", views.follow_ups, name="follow_ups"),
]
