"""Mentoring of teams and the advisory programme (domain.md §3)."""

from django.urls import path

from trainings.mentoring import advisory, views

urlpatterns = [
    path("koolitused/<slug:slug>/noustamine/", views.mentoring, name="mentoring"),
    path("koolitused/<slug:slug>/noustamine/kohtumised/", views.talks, name="mentoring_sessions"),
    path("koolitused/<slug:slug>/noustamine/kandidaadid/", advisory.advisory, name="advisory"),
    path("koolitused/<slug:slug>/noustamine/kandideeri/", advisory.apply, name="advisory_apply"),
    path("koolitused/noustamine/meeskond/<int:pk>/", views.team, name="mentored_team"),
    path("koolitused/noustamine/kohtumine/<int:pk>/", views.talk, name="mentoring_session"),
    path("koolitused/noustamine/mudel/<int:pk>/", views.model, name="cooperation_model"),
    path("koolitused/noustamine/kandidaat/<int:pk>/", advisory.decide, name="advisory_decide"),
]
