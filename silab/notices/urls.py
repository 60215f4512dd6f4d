"""Notices, for staff."""

from django.urls import path

from silab.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.notices, name="list"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/saada-uuesti/", views.send_again, name="send_again"),
]
