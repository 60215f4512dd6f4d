from networks.labs.urls import urlpatterns as labs
from networks.meetings.urls import urlpatterns as meetings
from networks.staged.urls import urlpatterns as staged

app_name = "networks"
urlpatterns = [*meetings, *staged, *labs]
