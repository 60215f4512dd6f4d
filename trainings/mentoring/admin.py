"""Mentoring in the administration."""

from django.contrib import admin

from silab.common.admin import RecordAdmin
from trainings.models import AdvisoryApplication, CooperationModel, MentoringSession
from trainings.selection.admin import ReadOnly


@admin.register(MentoringSession)
class MentoringSessionAdmin(RecordAdmin):
    """Mentors' talks with teams."""

    list_display = ("application", "mentor", "on", "hours")
    search_fields = ("mentor", "application__name")
    date_hierarchy = "on"


@admin.register(CooperationModel)
class CooperationModelAdmin(RecordAdmin):
    """Models that teams worked out."""

    list_display = ("title", "application", "ready_on")
    search_fields = ("title", "application__name")


@admin.register(AdvisoryApplication)
class AdvisoryApplicationAdmin(ReadOnly, RecordAdmin):
    """Applications for advice; they are decided on their own page."""

    list_display = ("code", "training", "contact_name", "state", "decided_at")
    list_filter = ("state",)
    search_fields = ("contact_name", "training__search_key")
