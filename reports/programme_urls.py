"""Addresses of programme reports: a tab of the programme's rooms, and each report's own pages."""

from django.urls import path

from reports.views import programme, programme_files

urlpatterns = [
    path("koolitused/<slug:slug>/aruanne/", programme.report, name="programme_report"),
    path("koolitused/<slug:slug>/aruanne/ava/", programme.open_report, name="programme_open"),
    path("koolitused/<slug:slug>/aruanne/lubadus/", programme.promise, name="programme_promise"),
    path(
        "aruanded/programm/lubadused/<int:pk>/eemalda/",
        programme.take_back_promise,
        name="programme_take_back",
    ),
    path("aruanded/programm/<int:pk>/eelvaade/", programme.preview, name="programme_preview"),
    path("aruanded/programm/<int:pk>/tekst/", programme.text, name="programme_text"),
    path("aruanded/programm/<int:pk>/andmed/", programme.take_figures, name="programme_figures"),
    path("aruanded/programm/<int:pk>/tee-pdf/", programme.make_pdf, name="programme_make_pdf"),
    path("aruanded/programm/<int:pk>/allkiri/", programme.sign, name="programme_cover"),
    path("aruanded/programm/<int:pk>/esita/", programme.submit, name="programme_submit"),
    path("aruanded/programm/<int:pk>/lisa/", programme_files.attach_material, name="programme_attach"),
    path("aruanded/programm/<int:pk>/pdf/", programme_files.programme_pdf, name="programme_pdf"),
    path(
        "aruanded/programm/<int:pk>/andmed.<str:kind>", programme_files.programme_data, name="programme_data"
    ),
    path("aruanded/programm/lisad/<int:pk>/", programme_files.material, name="programme_material"),
    path(
        "aruanded/programm/lisad/<int:pk>/eemalda/", programme_files.detach_material, name="programme_detach"
    ),
    path("rahastaja/programm/<int:pk>/", programme_files.funder_report, name="funder_programme"),
]
