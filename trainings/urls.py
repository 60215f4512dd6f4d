from django.urls import path

from trainings import views

app_name = "trainings"
urlpatterns = [
    path("", views.training_list, name="list"),
    path("<slug:slug>/", views.training_detail, name="detail"),
    path("<slug:slug>/toimunud/", views.hold, name="hold"),
    path("<slug:slug>/kohalolek/", views.attendance, name="attendance"),
    path("<slug:slug>/kohalolek/<int:session>/<int:participant>/", views.mark, name="mark"),
]
