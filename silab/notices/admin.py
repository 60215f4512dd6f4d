from django.contrib import admin

from silab.notices.models import Notice


@admin.register(Notice)
class NoticeAdmin(admin.ModelAdmin):
    """Notices to look at; the portal alone writes them."""

    list_display = ("made", "recipient", "subject", "state", "sent")
    list_filter = ("state",)
    search_fields = ("recipient", "subject", "event")
    list_per_page = 50
    show_full_result_count = False
    exclude = ("text", "html", "calendar")

    def has_add_permission(self, request):
        """Nobody types a notice."""
        return False

    def has_change_permission(self, request, obj=None):
        """Nobody changes what was sent."""
        return False

    def has_delete_permission(self, request, obj=None):
        """Nobody unsends."""
        return False
