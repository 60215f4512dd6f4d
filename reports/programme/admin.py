"""Programme reports in the admin: to look at. They change by their own pages, frozen figures never."""

from django.contrib import admin

from reports.annual.admin import ReadOnly
from reports.models import ProgrammeReport, ProgrammeSnapshot, ProgrammeTarget
from silab.common.admin import RecordAdmin


@admin.register(ProgrammeReport)
class ProgrammeReportAdmin(ReadOnly):
    """Every version with its state."""

    list_display = ["training", "version", "state", "dated_on", "author", "submitted_at"]
    list_filter = ["state"]
    list_select_related = ["training"]
    search_fields = ["training__search_key"]
    readonly_fields = [
        "training",
        "version",
        "state",
        "snapshot",
        "dated_on",
        "author",
        "pdf_sha256",
        "submitted_at",
        "submitted_by",
    ]


@admin.register(ProgrammeSnapshot)
class ProgrammeSnapshotAdmin(ReadOnly):
    """What was frozen, when and by whom."""

    list_display = ["training", "taken_at", "taken_by", "sha256"]
    list_select_related = ["training", "taken_by"]
    readonly_fields = ["training", "taken_at", "taken_by", "sha256", "figures"]


@admin.register(ProgrammeTarget)
class ProgrammeTargetAdmin(RecordAdmin):
    """What programmes' applications promised."""

    list_display = ["training", "label", "planned", "measure"]
    list_select_related = ["training"]
    search_fields = ["label", "training__search_key"]
