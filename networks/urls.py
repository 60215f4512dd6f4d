from django.urls import path

from networks import views
from networks.meetings import urls as meetings

app_name = "networks"
urlpatterns = [
    *meetings.urlpatterns,
    path("laborid/", views.lab_list, name="labs"),
    path("laborid/<int:pk>/", views.lab_detail, name="lab"),
]
