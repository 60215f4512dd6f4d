"""Addresses of costs, commitments and their import."""

from django.urls import path

from reports.costs.importing import views as importing
from reports.costs.views import commitments, costs, overview

urlpatterns = [
    path("plaan/kulud/", costs.list_costs, name="costs"),
    path("plaan/kulud/uus/", costs.edit, name="cost_add"),
    path("plaan/kulud/<int:pk>/", costs.edit, name="cost"),
    path("plaan/kulud/<int:pk>/eemalda/", costs.remove, name="cost_remove"),
    path("plaan/kulud/<int:pk>/dokument/", costs.attach, name="cost_document_add"),
    path("plaan/kulud/dokumendid/<int:pk>/", costs.document, name="cost_document"),
    path("plaan/kulud/dokumendid/<int:pk>/eemalda/", costs.remove_document, name="cost_document_remove"),
    path("plaan/kulud/kokkuvote/", overview.overview, name="costs_overview"),
    path("plaan/kulud/kohustused/", commitments.list_commitments, name="commitments"),
    path("plaan/kulud/kohustused/uus/", commitments.edit, name="commitment_add"),
    path("plaan/kulud/kohustused/<int:pk>/", commitments.edit, name="commitment"),
    path("plaan/kulud/kohustused/<int:pk>/sulge/", commitments.close, name="commitment_close"),
    path("plaan/kulud/tuua/", importing.choose, name="cost_import"),
    path("plaan/kulud/tuua/<slug:token>/", importing.preview, name="cost_import_preview"),
]
