from django.contrib import admin

from municipalities.badge.models import Award, Scheme
from silab.common.admin import RecordAdmin


@admin.register(Scheme)
class SchemeAdmin(RecordAdmin):
    list_display = ("title", "version", "ready_on")
    search_fields = ("title",)


@admin.register(Award)
class AwardAdmin(RecordAdmin):
    list_display = ("municipality", "level", "valid_from", "valid_until", "scheme")
    list_filter = ("level",)
    search_fields = ("municipality__search_key",)
    date_hierarchy = "valid_from"
