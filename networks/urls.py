from django.urls import path

from networks import views
from networks.labs.urls import urlpatterns as labs
from networks.staged.urls import urlpatterns as staged

app_name = "networks"
urlpatterns = [
    path("", views.network_list, name="list"),
    *staged,
    *labs,
    path("<int:pk>/", views.network_detail, name="detail"),
    path("kohtumised/<int:pk>/", views.meeting, name="meeting"),
    path("kohtumised/<int:pk>/protokoll/", views.minutes, name="minutes"),
    path("kohtumised/<int:pk>/kohalolijad/", views.presence_add, name="presence_add"),
    path("kohtumised/<int:pk>/kohalolijad/<int:presence>/", views.presence_remove, name="presence_remove"),
    path("kohtumised/<int:pk>/inimesed/", views.people, name="people"),
    path("kohtumised/<int:pk>/otsused/", views.decision_add, name="decision_add"),
    path("kohtumised/<int:pk>/otsused/<int:decision>/", views.decision_done, name="decision_done"),
]
