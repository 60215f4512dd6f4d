from django.urls import path

from trainings.feedback import views

urlpatterns: list = [
    path("koolitused/<slug:slug>/tagasiside/", views.feedback, name="feedback"),
    path("koolitused/<slug:slug>/tagasiside/kysi/", views.ask_feedback, name="ask_feedback"),
    path("osaleja/tagasiside/<str:token>/", views.give_feedback, name="give_feedback"),
]
