from django.urls import path

from municipalities import views
from municipalities.communities.importing.urls import urlpatterns as importing
from municipalities.merging.urls import urlpatterns as merging
from municipalities.profile.urls import urlpatterns as profile

app_name = "municipalities"
urlpatterns = [
    path("", views.municipalities, name="list"),
    path("minu/", views.mine, name="mine"),
    path("<int:pk>/", views.municipality, name="detail"),
    path("kogukond/<int:pk>/", views.community, name="community"),
    path("kogukond/<int:pk>/aktsepteeri/", views.accept, name="accept"),
    path("kogukond/<int:pk>/saada-tagasi/", views.send_back, name="send_back"),
    *importing,
    *merging,
    *profile,
]
