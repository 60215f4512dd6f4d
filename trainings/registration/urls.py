"""Registration of teams and single persons, and each member’s own confirmation (domain.md §3)."""

from django.urls import path

from trainings.registration.views import confirming, own, writing

urlpatterns = [
    path("avaldused/", own.applications, name="applications"),
    path("avaldused/uus/<slug:slug>/", writing.register, name="register"),
    path("avaldused/<uuid:key>/", own.application, name="application"),
    path("avaldused/<uuid:key>/samm/<slug:step>/", writing.step, name="application_step"),
    path("avaldused/<uuid:key>/esita/", writing.submit, name="application_submit"),
    path("avaldused/<uuid:key>/esitatud/", own.done, name="application_done"),
    path("avaldused/<uuid:key>/tagasi/", own.withdraw, name="application_withdraw"),
    path("avaldused/<uuid:key>/meelde/", own.remind, name="application_remind"),
    path("osaleja/kinnitus/<str:token>/", confirming.confirm, name="confirm"),
]
