"""My municipality: the officials' home, asking to act for a municipality, colleagues."""

from django.urls import path

from municipalities.home.views import colleagues, own, requests

urlpatterns = [
    path("minu/", own.mine, name="mine"),
    path("minu/<int:pk>/", own.own, name="own"),
    path("minu/<int:pk>/ametnikud/", colleagues.people, name="colleagues"),
    path("minu/<int:pk>/ametnikud/kutsu/", colleagues.invite, name="colleague_invite"),
    path(
        "minu/ametnikud/<int:official>/vastutav/", colleagues.make_responsible, name="colleague_responsible"
    ),
    path("minu/ametnikud/<int:official>/lopeta/", colleagues.end, name="colleague_end"),
    path("minu/kutsed/<int:invitation>/tuhista/", colleagues.uninvite, name="colleague_uninvite"),
    path("minu/kutse/<str:token>/", colleagues.accept, name="colleague_accept"),
    path("minu/ligipaas/", own.ask_access, name="ask_access"),
    path("minu/ligipaas/<int:official>/tagasi/", own.ask_withdraw, name="ask_withdraw"),
    path("ligipaasud/", requests.access_requests, name="access_requests"),
    path("ligipaasud/<int:official>/", requests.access_request, name="access_request"),
    path("ligipaasud/<int:official>/luba/", requests.access_approve, name="access_approve"),
    path("ligipaasud/<int:official>/keeldu/", requests.access_refuse, name="access_refuse"),
]
