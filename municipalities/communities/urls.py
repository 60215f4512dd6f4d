"""Communities: defined, accepted, spoken for, engaged."""

from django.urls import path

from municipalities.communities.views import engagement, listing, mandates, public, record

urlpatterns = [
    path("kogukonnad/", listing.community_list, name="community_list"),
    path("maara-kogukond/", public.define, name="define"),
    path("maara-kogukond/saadetud/", public.proposal_sent, name="proposal_sent"),
    path("maara-kogukond/kinnitus/<str:token>/", public.proposal_confirm, name="proposal_confirm"),
    path("maara-kogukond/kutse/<str:token>/", public.invited_community, name="invited_community"),
    path("minu-kogukond/<str:token>/", public.own_community, name="own_community"),
    path("kogukond/<int:pk>/", record.community, name="community"),
    path("kogukond/<int:pk>/aktsepteeri/", record.accept, name="accept"),
    path("kogukond/<int:pk>/saada-tagasi/", record.send_back, name="send_back"),
    path("kogukond/<int:pk>/eestkoneleja/", mandates.spokesperson_add, name="spokesperson_add"),
    path("eestkoneleja/<int:pk>/", mandates.spokesperson, name="spokesperson"),
    path("eestkoneleja/<int:pk>/lopeta/", mandates.spokesperson_end, name="spokesperson_end"),
    path("eestkoneleja/<int:pk>/anna-ule/", mandates.spokesperson_hand_over, name="spokesperson_hand_over"),
    path("<int:pk>/kutsu-kogukond/", record.invite_community, name="invite_community"),
    path("<int:pk>/pohimotted/", engagement.principles, name="principles"),
    path("<int:pk>/pohimotted/lisa/", engagement.principles_add, name="principles_add"),
    path("pohimotted/<int:pk>/", engagement.principles_edit, name="principles_edit"),
    path("pohimotted/<int:pk>/fail/", engagement.principles_file, name="principles_file"),
    path("<int:pk>/formaadid/", engagement.formats, name="formats"),
    path("<int:pk>/formaadid/lisa/", engagement.format_add, name="format_add"),
    path("formaat/<int:pk>/", engagement.format, name="format"),
    path("formaat/<int:pk>/muuda/", engagement.format_edit, name="format_edit"),
    path("formaat/<int:pk>/syndmus/", engagement.event_add, name="event_add"),
    path("syndmus/<int:pk>/", engagement.event, name="event"),
    path("<int:pk>/otsused/", engagement.decisions, name="decisions"),
    path("<int:pk>/otsused/lisa/", engagement.decision_add, name="decision_add"),
    path("otsus/<int:pk>/", engagement.decision, name="decision"),
]
