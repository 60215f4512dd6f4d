"""Good examples, toolbox and communication in the administration."""

from django.contrib import admin

from networks.practices.models import CommunicationItem, CommunicationPlan, GoodExample, Tool
from silab.common.admin import RecordAdmin, RecordInline


class CommunicationItemInline(RecordInline):
    """What was done of a plan, on its page."""

    model = CommunicationItem
    fields = ("on", "channel", "title", "url", "reach")


@admin.register(GoodExample)
class GoodExampleAdmin(RecordAdmin):
    """Good examples with their videos."""

    list_display = ("title", "municipality", "state", "published_on", "video_published_on")
    list_filter = ("state",)
    search_fields = ("title", "municipality__search_key")


@admin.register(Tool)
class ToolAdmin(RecordAdmin):
    """The toolbox."""

    list_display = ("title", "kind", "ready_on")
    list_filter = ("kind",)
    search_fields = ("title",)


@admin.register(CommunicationPlan)
class CommunicationPlanAdmin(RecordAdmin):
    """Communication plans and what was done of them."""

    list_display = ("title", "ready_on")
    search_fields = ("title",)
    inlines = (CommunicationItemInline,)


@admin.register(CommunicationItem)
class CommunicationItemAdmin(RecordAdmin):
    """What was told, where and when."""

    list_display = ("title", "channel", "on", "reach", "plan")
    list_filter = ("channel",)
    search_fields = ("title",)
    date_hierarchy = "on"
