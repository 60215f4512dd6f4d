"""Materials and homework in the administration; hand-ins are read on the homework's page."""

from django.contrib import admin

from silab.common.admin import RecordAdmin
from trainings.models import Homework, Material


@admin.register(Material)
class MaterialAdmin(RecordAdmin):
    """What came with the days."""

    list_display = ("title", "session", "url", "file_name")
    search_fields = ("title",)
    list_select_related = ("session",)


@admin.register(Homework)
class HomeworkAdmin(RecordAdmin):
    """Tasks of the days."""

    list_display = ("title", "session", "due_at", "by_team")
    search_fields = ("title",)
    list_select_related = ("session",)
