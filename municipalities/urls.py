from django.urls import path

from municipalities import views
from municipalities.communities.importing.urls import urlpatterns as importing
from municipalities.communities.urls import urlpatterns as communities
from municipalities.contacts.urls import urlpatterns as contacts
from municipalities.home.urls import urlpatterns as home
from municipalities.merging.urls import urlpatterns as merging
from municipalities.profile.urls import urlpatterns as profile

app_name = "municipalities"
urlpatterns = [
    *home,
    *communities,
    *importing,
    *contacts,
    *merging,
    *profile,
    path("", views.municipalities, name="list"),
    path("<int:pk>/", views.municipality, name="detail"),
]
