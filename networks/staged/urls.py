"""The engagement model: its stages, the municipalities' processes, who shows interest."""

from django.urls import path

from networks.staged import board_views, interest_views, stage_views, views

urlpatterns = [
    path("kaasamismudel/", board_views.board, name="board"),
    path("kaasamismudel/nimekiri/", board_views.processes, name="processes"),
    path("kaasamismudel/alusta/", views.start, name="process_start"),
    path("kaasamismudel/<int:pk>/", views.process, name="process"),
    path("kaasamismudel/<int:pk>/muuda/", views.change, name="process_change"),
    path("kaasamismudel/<int:pk>/lopp/", views.end, name="process_end"),
    path("kaasamismudel/<int:pk>/etapp/<int:stage>/", views.confirm, name="stage_confirm"),
    path("kaasamismudel/<int:pk>/tagasi/<int:completion>/", views.withdraw, name="stage_withdraw"),
    path("kaasamismudel/<int:pk>/noustamine/", views.advice_add, name="advice_add"),
    path("kaasamismudel/noustamine/<int:pk>/", views.advice, name="advice"),
    path("kaasamismudel/etapid/", stage_views.stages, name="stages"),
    path("kaasamismudel/etapid/uus/", stage_views.stage_add, name="stage_add"),
    path("kaasamismudel/etapid/<int:pk>/", stage_views.stage, name="stage"),
    path("kaasamismudel/etapid/<int:pk>/koht/", stage_views.stage_move, name="stage_move"),
    path("kaasamismudel/etapid/<int:pk>/kasutus/", stage_views.stage_use, name="stage_use"),
    path("kaasamismudel/huvi/", interest_views.interests, name="interests"),
    path("kaasamismudel/huvi/uus/", interest_views.interest_add, name="interest_add"),
    path("kaasamismudel/huvi/<int:pk>/", interest_views.interest, name="interest"),
]
