from django.urls import path

from trainings.delivery import answers, staff, views

DAYS = "koolitused/<slug:slug>/paevad/"
TASK = "koolitused/<slug:slug>/kodutoo/<int:pk>/"
MINE = "osaleja/<str:token>/"

urlpatterns: list = [
    path(DAYS, staff.delivery, name="delivery"),
    path(f"{DAYS}<int:session>/", staff.training_day, name="day"),
    path(f"{DAYS}<int:session>/materjal/", staff.material_add, name="material_add"),
    path(f"{DAYS}<int:session>/kodutoo/", staff.homework_add, name="homework_add"),
    path(f"{DAYS}<int:session>/kiri/", staff.send_letter, name="send_letter"),
    path(f"{DAYS}<int:session>/osavotuleht.pdf", staff.sign_in_sheet, name="sign_in_sheet"),
    path("koolitused/<slug:slug>/materjal/<int:pk>/", staff.material_file, name="material"),
    path("koolitused/<slug:slug>/materjal/<int:pk>/ara/", staff.material_remove, name="material_remove"),
    path(TASK, answers.homework, name="homework"),
    path(f"{TASK}muuda/", answers.homework_change, name="homework_change"),
    path(f"{TASK}ara/", answers.homework_remove, name="homework_remove"),
    path("koolitused/tood/<int:pk>/fail/", answers.hand_in_file, name="hand_in_file"),
    path("koolitused/tood/<int:pk>/kommentaar/", answers.hand_in_comment, name="hand_in_comment"),
    path("koolitused/<slug:slug>/lingid/", staff.participant_links, name="participant_links"),
    path("koolitused/osaleja/<int:pk>/link/", staff.participant_link, name="participant_link"),
    path(MINE, views.my_page, name="my_page"),
    path(f"{MINE}kalender.ics", views.my_calendar, name="my_calendar"),
    path(f"{MINE}materjal/<int:pk>/", views.my_material, name="my_material"),
    path(f"{MINE}kodutoo/<int:pk>/", views.my_homework, name="my_homework"),
    path(f"{MINE}kodutoo/<int:pk>/fail/", views.my_hand_in, name="my_hand_in"),
    path(f"{MINE}uus-link/", views.ask_link, name="ask_link"),
]
