from django.urls import path

from municipalities import views
from municipalities.communities.urls import urlpatterns as communities
from municipalities.contacts.urls import urlpatterns as contacts
from municipalities.home.urls import urlpatterns as home

app_name = "municipalities"
urlpatterns = [
    *home,
    *communities,
    *contacts,
    path("", views.municipalities, name="list"),
    path("<int:pk>/", views.municipality, name="detail"),
]
