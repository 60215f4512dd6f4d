"""Selection: staff choose among the applications; members of teams are replaced (domain.md §3)."""

from django.urls import path

from trainings.selection import replacing, views

urlpatterns = [
    path("koolitused/avaldus/<int:pk>/", views.applicant, name="applicant"),
    path("koolitused/avaldus/<int:pk>/hinne/", views.score, name="applicant_score"),
    path("koolitused/avaldus/<int:pk>/vestlus/", views.interview, name="applicant_interview"),
    path("koolitused/avaldus/<int:pk>/otsus/<slug:decision>/", views.decide, name="decide"),
    path("koolitused/<slug:slug>/valik/", views.board, name="board"),
    path("koolitused/<slug:slug>/valik/loend/", views.applicants, name="applicants"),
    path("avaldused/<uuid:key>/liikmed/<int:member>/asenda/", replacing.replace, name="replace_member"),
]
