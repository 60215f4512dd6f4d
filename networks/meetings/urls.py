from django.urls import path

from networks.meetings.views import attendance, inviting, meetings, members, minutes, networks, satisfaction

MEETING = "kohtumised/<int:pk>/"

urlpatterns: list = [
    path("", networks.network_list, name="list"),
    path("uus/", networks.network_add, name="network_add"),
    path("inimesed/", members.people, name="people"),
    path("<int:pk>/", networks.network_detail, name="detail"),
    path("<int:pk>/muuda/", networks.network_change, name="network_change"),
    path("<int:pk>/liikmed/", members.member_list, name="members"),
    path("<int:pk>/liikmed/<int:membership>/lahkumine/", members.member_leave, name="member_leave"),
    path("<int:pk>/esindajad/", members.representative_add, name="representative_add"),
    path(
        "<int:pk>/esindajad/<int:representative>/ara/",
        members.representative_remove,
        name="representative_remove",
    ),
    path("<int:pk>/kohtumised/uus/", meetings.meeting_add, name="meeting_add"),
    path("<int:pk>/rahulolu/", satisfaction.rounds, name="satisfaction"),
    path("rahulolu/<int:pk>/", satisfaction.round_detail, name="satisfaction_round"),
    path("rahulolu/<int:pk>/aeg/", satisfaction.round_extend, name="satisfaction_extend"),
    path("rahulolu/vasta/<str:token>/", satisfaction.give, name="give_satisfaction"),
    path(MEETING, meetings.meeting, name="meeting"),
    path(f"{MEETING}muuda/", meetings.meeting_change, name="meeting_change"),
    path(f"{MEETING}tyhista/", meetings.meeting_cancel, name="meeting_cancel"),
    path(f"{MEETING}vastus/", meetings.my_answer, name="my_answer"),
    path(f"{MEETING}kutsed/", inviting.invitations, name="invitations"),
    path(f"{MEETING}kutsed/muu/", inviting.guest_invite, name="guest_invite"),
    path(f"{MEETING}kutsed/<int:invitation>/", inviting.told_answer, name="told_answer"),
    path(f"{MEETING}kohalolijad/nimekiri/", attendance.attendance, name="attendance"),
    path(f"{MEETING}kohalolijad/kutse/<int:invitation>/", attendance.mark, name="presence_mark"),
    path(f"{MEETING}kohalolijad/", attendance.presence_add, name="presence_add"),
    path(f"{MEETING}kohalolijad/<int:presence>/", attendance.presence_remove, name="presence_remove"),
    path(f"{MEETING}protokoll/", minutes.minutes, name="minutes"),
    path(f"{MEETING}protokoll/pdf/", minutes.minutes_pdf, name="minutes_pdf"),
    path(f"{MEETING}protokoll/saada/", minutes.minutes_send, name="minutes_send"),
    path(f"{MEETING}otsused/", meetings.decision_add, name="decision_add"),
    path(f"{MEETING}otsused/<int:decision>/", meetings.decision_done, name="decision_done"),
    path(f"{MEETING}failid/", meetings.file_add, name="file_add"),
    path(f"{MEETING}failid/<int:file>/", meetings.file_get, name="file"),
    path(f"{MEETING}failid/<int:file>/ara/", meetings.file_remove, name="file_remove"),
    path("vastus/<str:token>/", inviting.answer, name="answer"),
    path("protokoll/<str:token>/", minutes.read_minutes, name="read_minutes"),
    path("protokoll/<str:token>/failid/<int:file>/", minutes.read_file, name="read_file"),
]
