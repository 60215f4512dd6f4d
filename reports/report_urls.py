"""Addresses of annual reports."""

from django.urls import path

from reports.views import annual, annual_after, annual_files

urlpatterns = [
    path("aruanded/", annual.list_reports, name="reports"),
    path("aruanded/ava/", annual.open_report, name="report_open"),
    path("aruanded/<int:pk>/", annual.report, name="report"),
    path("aruanded/<int:pk>/eelvaade/", annual.preview, name="report_preview"),
    path("aruanded/<int:pk>/tekst/", annual.text, name="report_text"),
    path("aruanded/<int:pk>/andmed/", annual.take_figures, name="report_figures"),
    path("aruanded/<int:pk>/tee-pdf/", annual.make_pdf, name="report_make_pdf"),
    path("aruanded/<int:pk>/esita/", annual.submit, name="report_submit"),
    path("aruanded/<int:pk>/lisa/", annual_files.attach_material, name="report_attach"),
    path("aruanded/<int:pk>/pdf/", annual_files.annual_pdf, name="annual_pdf"),
    path("aruanded/<int:pk>/fail/<slug:edition>/", annual_files.make_edition, name="report_edition"),
    path("aruanded/<int:pk>/andmed.<str:kind>", annual_files.annual_data, name="annual_data"),
    path("aruanded/<int:pk>/vastus/<int:comment>/", annual_after.answer, name="report_answer"),
    path("aruanded/<int:pk>/aktsepteeritud/", annual_after.stamped, name="report_stamped"),
    path("aruanded/<int:pk>/tee-tempel/", annual_after.make_stamped, name="report_make_stamped"),
    path("aruanded/<int:pk>/avalda/", annual_after.publish, name="report_publish"),
    path("aruanded/<int:pk>/lopeta-avaldamine/", annual_after.unpublish, name="report_unpublish"),
    path("aruanded/<int:pk>/vota-tagasi/", annual_after.withdraw, name="report_withdraw"),
    path("aruanded/lisad/<int:pk>/", annual_files.attachment, name="attachment"),
    path("aruanded/lisad/<int:pk>/eemalda/", annual_files.detach_material, name="report_detach"),
]
