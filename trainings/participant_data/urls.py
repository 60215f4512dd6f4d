from django.urls import path

from trainings.participant_data import views

urlpatterns = [
    path("osaleja/<str:token>/andmed/", views.give_data, name="give_data"),
    path("isikuandmed/", views.held_data, name="held_data"),
    path("koolitused/<slug:slug>/andmed/", views.overview, name="participant_data"),
    path("koolitused/<slug:slug>/andmed/kysi/", views.ask, name="ask_data"),
    path("koolitused/<slug:slug>/andmed/tabel/", views.export_data, name="export_data"),
    path("koolitused/<slug:slug>/andmed/kustuta/", views.erase, name="erase_data"),
    path("koolitused/<slug:slug>/andmed/<int:participant>/", views.reveal, name="reveal_data"),
]
