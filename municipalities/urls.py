from django.urls import path

from municipalities import views
from municipalities.communities.urls import urlpatterns as communities

app_name = "municipalities"
urlpatterns = [
    *communities,
    path("", views.municipalities, name="list"),
    path("minu/", views.mine, name="mine"),
    path("<int:pk>/", views.municipality, name="detail"),
]
