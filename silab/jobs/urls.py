from django.urls import path

from silab.jobs import views

app_name = "jobs"
urlpatterns = [
    path("<int:pk>/", views.state, name="state"),
    path("<int:pk>/fail/", views.made_file, name="file"),
]
