"""The portal's own pages of an account; sign-in and the rest are allauth's."""

from django.urls import path

from silab.accounts import views

app_name = "accounts"
urlpatterns = [
    path("kutse/<str:token>/", views.invitation, name="invitation"),
    path("minu-andmed/", views.my_data, name="my_data"),
    path("minu-andmed/laadi-alla/", views.my_data_file, name="my_data_file"),
]
