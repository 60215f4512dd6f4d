"""Jobs in the admin: to look at, never to change."""

from django.contrib import admin

from silab.jobs.models import Job


@admin.register(Job)
class JobAdmin(admin.ModelAdmin):
    """What ran, for whom, how it ended."""

    list_display = ["pk", "kind", "key", "state", "percent", "attempts", "asked_at", "asked_by", "ended"]
    list_filter = ["state", "kind"]
    list_select_related = ["asked_by"]
    search_fields = ["kind", "key"]
    show_full_result_count = False

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_view_permission(self, request, obj=None):
        return request.user.is_active and request.user.is_staff

    def has_module_permission(self, request):
        return self.has_view_permission(request)
