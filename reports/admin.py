"""The admin of goals, plan and costs."""

from django.contrib import admin

from reports.annual import admin as annual_admin  # noqa: F401  (registers)
from reports.models import (
    Activity,
    Correction,
    Cost,
    Goal,
    Indicator,
    Outcome,
    PeriodTarget,
    StatedTotal,
    Target,
)
from reports.programme import admin as programme_admin  # noqa: F401  (registers)
from silab.common.admin import RecordAdmin, RecordInline


class OutcomeInline(RecordInline):
    model = Outcome


class IndicatorInline(RecordInline):
    model = Indicator


class TargetInline(RecordInline):
    model = Target


@admin.register(Goal)
class GoalAdmin(RecordAdmin):
    list_display = ["number", "title", "contract"]
    list_filter = ["contract"]
    search_fields = ["title"]
    inlines = [OutcomeInline, IndicatorInline]


@admin.register(Activity)
class ActivityAdmin(RecordAdmin):
    list_display = ["year", "number", "title", "workstream", "budget", "contract"]
    list_filter = ["contract", "year", "workstream"]
    search_fields = ["title"]
    inlines = [TargetInline]


@admin.register(PeriodTarget)
class PeriodTargetAdmin(RecordAdmin):
    list_display = ["label", "measure", "amount", "from_year", "to_year", "contract"]
    list_filter = ["contract"]
    search_fields = ["label", "measure"]


@admin.register(StatedTotal)
class StatedTotalAdmin(RecordAdmin):
    list_display = ["year", "amount", "contract"]
    list_filter = ["contract"]


@admin.register(Cost)
class CostAdmin(RecordAdmin):
    list_display = ["on", "document_number", "supplier", "amount", "activity"]
    list_filter = ["activity__contract", "activity__year"]
    search_fields = ["search_key"]
    date_hierarchy = "on"


@admin.register(Correction)
class CorrectionAdmin(RecordAdmin):
    list_display = ["measure", "year", "kind", "amount", "contract"]
    list_filter = ["contract", "year"]
    search_fields = ["measure", "reason"]
