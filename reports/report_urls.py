"""Addresses of annual reports."""

from django.urls import path

from reports.views import annual, annual_after, annual_due, annual_files, annual_writing

urlpatterns = [
    path("aruanded/", annual.list_reports, name="reports"),
    path("aruanded/ava/", annual.open_report, name="report_open"),
    path("aruanded/tahtajad/", annual_due.dues, name="dues"),
    path("aruanded/<int:pk>/", annual.report, name="report"),
    path("aruanded/<int:pk>/eelvaade/", annual.preview, name="report_preview"),
    path("aruanded/<int:pk>/tekst/", annual.text, name="report_text"),
    path("aruanded/<int:pk>/inglise/", annual_writing.english, name="report_english"),
    path("aruanded/<int:pk>/mustandid/", annual_writing.renew_drafts, name="report_drafts"),
    path("aruanded/<int:pk>/ulevaade/", annual_writing.outline, name="report_outline"),
    path("aruanded/<int:pk>/mullu/", annual_writing.last_year, name="report_last_year"),
    path("aruanded/<int:pk>/markmed/", annual_writing.write_note, name="report_note"),
    path("aruanded/markmed/<int:pk>/lahenda/", annual_writing.settle_note, name="report_note_settle"),
    path("aruanded/markmed/<int:pk>/ava/", annual_writing.reopen_note, name="report_note_reopen"),
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
