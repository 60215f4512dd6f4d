from django.contrib import admin

from municipalities.surveys.models import Questionnaire, Wave
from silab.common.admin import RecordAdmin, RecordInline


class WaveInline(RecordInline):
    model = Wave


@admin.register(Questionnaire)
class QuestionnaireAdmin(RecordAdmin):
    list_display = ("title", "version")
    search_fields = ("title",)
    inlines = (WaveInline,)


@admin.register(Wave)
class WaveAdmin(RecordAdmin):
    list_display = ("title", "questionnaire", "opened_on", "completed_on", "asked", "answered")
    search_fields = ("title",)
