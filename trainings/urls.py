from django.urls import path

from trainings import views
from trainings.calls.urls import urlpatterns as calls
from trainings.campaigns.urls import urlpatterns as campaigns
from trainings.completion.urls import urlpatterns as completion
from trainings.delivery.urls import urlpatterns as delivery
from trainings.feedback.urls import urlpatterns as feedback
from trainings.health.views import health
from trainings.mentoring.urls import urlpatterns as mentoring
from trainings.participant_data.urls import urlpatterns as participant_data
from trainings.registration.urls import urlpatterns as registration
from trainings.selection.urls import urlpatterns as selection

app_name = "trainings"
urlpatterns = [
    *calls,
    *campaigns,
    *registration,
    *selection,
    *delivery,
    *mentoring,
    *feedback,
    *completion,
    *participant_data,
    path("koolitused/", views.training_list, name="list"),
    path("koolitused/seis/", health, name="health"),
    path("koolitused/<slug:slug>/", views.training_detail, name="detail"),
    path("koolitused/<slug:slug>/toimunud/", views.hold, name="hold"),
    path("koolitused/<slug:slug>/kohalolek/", views.attendance, name="attendance"),
    path("koolitused/<slug:slug>/kohalolek/<int:session>/<int:participant>/", views.mark, name="mark"),
]
