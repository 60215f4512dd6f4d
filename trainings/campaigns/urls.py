"""Campaigns: a letter to many municipalities, then the calls (domain.md §1). Staff only."""

from django.urls import path

from trainings.campaigns.views import drafting, running

urlpatterns: list = [
    path("kampaaniad/", running.campaigns, name="campaigns"),
    path("kampaaniad/uus/", drafting.new, name="campaign_new"),
    path("kampaaniad/<int:pk>/", running.campaign, name="campaign"),
    path("kampaaniad/<int:pk>/kiri/", drafting.letter, name="campaign_letter"),
    path("kampaaniad/<int:pk>/omavalitsused/", drafting.recipients, name="campaign_recipients"),
    path("kampaaniad/<int:pk>/aadressid/", drafting.addresses, name="campaign_addresses"),
    path("kampaaniad/<int:pk>/saatmine/", drafting.check, name="campaign_check"),
    path("kampaaniad/<int:pk>/kustuta/", drafting.delete, name="campaign_delete"),
    path("kampaaniad/<int:pk>/koned/", running.calls, name="campaign_calls"),
    path("kampaaniad/koned/<int:pk>/", running.call, name="campaign_call"),
    path("kampaaniad/koned/<int:pk>/tagasi/", running.take_back, name="campaign_take_back"),
]
