"""The call: setting a programme up, its public page, recruitment (domain.md §3)."""

from django.urls import path

from trainings.calls.views import public, recruitment, setup, trainers

urlpatterns: list = [
    path("kutsed/", public.calls, name="calls"),
    path("kutsed/<slug:slug>/", public.call, name="call"),
    path("kutsed/<slug:slug>/paevad.ics", public.call_ics, name="call_ics"),
    path("koolitused/uus/", setup.new, name="new"),
    path("koolitused/<slug:slug>/kutse/", setup.setup, name="setup"),
    path("koolitused/<slug:slug>/kutse/avalda/", setup.publish, name="publish"),
    path("koolitused/<slug:slug>/kutse/peida/", setup.unpublish, name="unpublish"),
    path("koolitused/<slug:slug>/kutse/paev/<int:pk>/", setup.setup_day, name="setup_day"),
    path("koolitused/<slug:slug>/kutse/<slug:step>/", setup.setup_step, name="setup_step"),
    path("koolitused/<slug:slug>/varbamine/", recruitment.recruitment, name="recruitment"),
    path("koolitused/<slug:slug>/varbamine/kirjad/uus/", recruitment.letters, name="recruitment_letters"),
    path("koolitused/<slug:slug>/varbamine/infopaev/", recruitment.info_day, name="info_day"),
    path(
        "koolitused/<slug:slug>/varbamine/<slug:stage>/kirjed/",
        recruitment.records,
        name="recruitment_records",
    ),
    path("minu-ryhmad/", trainers.my_groups, name="my_groups"),
    path("minu-ryhmad/<slug:slug>/", trainers.my_group, name="my_group"),
]
