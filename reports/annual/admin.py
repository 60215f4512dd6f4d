"""Annual reports in the admin: to look at. They change by their own pages, frozen figures never."""

from django.contrib import admin

from reports.models import AnnualReport, Snapshot


class ReadOnly(admin.ModelAdmin):
    """An admin that shows and changes nothing."""

    show_full_result_count = False

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(AnnualReport)
class AnnualReportAdmin(ReadOnly):
    """Every version with its state."""

    list_display = ["contract", "year", "version", "state", "submitted_at", "decided_at"]
    list_filter = ["state", "year"]
    list_select_related = ["contract"]
    readonly_fields = [
        "contract",
        "year",
        "version",
        "state",
        "snapshot",
        "pdf_sha256",
        "submitted_at",
        "submitted_by",
        "decided_at",
        "decided_by",
    ]


@admin.register(Snapshot)
class SnapshotAdmin(ReadOnly):
    """What was frozen, when and by whom."""

    list_display = ["contract", "year", "taken_at", "taken_by", "sha256"]
    list_select_related = ["contract", "taken_by"]
    readonly_fields = ["contract", "year", "taken_at", "taken_by", "sha256", "figures"]
