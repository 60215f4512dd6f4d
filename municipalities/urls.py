from django.urls import path

from municipalities import views
from municipalities.home.urls import urlpatterns as home

app_name = "municipalities"
urlpatterns = [
    *home,
    path("", views.municipalities, name="list"),
    path("<int:pk>/", views.municipality, name="detail"),
    path("kogukond/<int:pk>/", views.community, name="community"),
    path("kogukond/<int:pk>/aktsepteeri/", views.accept, name="accept"),
    path("kogukond/<int:pk>/saada-tagasi/", views.send_back, name="send_back"),
]
