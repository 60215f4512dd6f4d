from django.urls import path

from trainings.completion import views

urlpatterns = [
    path("tunnistused/", views.check, name="check_certificate"),
    path("tunnistused/<str:number>/", views.certificate, name="certificate"),
    path("osaleja/<str:token>/tunnistus/", views.my_certificate, name="my_certificate"),
    path("koolitused/tunnistused/<int:pk>/pdf/", views.certificate_pdf, name="certificate_pdf"),
    path("koolitused/tunnistused/<int:pk>/tuhista/", views.revoke, name="revoke_certificate"),
    path("koolitused/huvitised/<int:pk>/", views.refund, name="refund"),
    path("koolitused/huvitised/<int:pk>/kiri/", views.refund_letter, name="refund_letter"),
    path("koolitused/<slug:slug>/lopetamine/", views.overview, name="completion"),
    path("koolitused/<slug:slug>/lopetamine/tunnistused/", views.issue, name="issue_certificates"),
    path("koolitused/<slug:slug>/lopetamine/huvitised/", views.propose_refunds, name="propose_refunds"),
]
