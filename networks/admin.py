"""Networks, labs and engagement processes in the administration."""

from django.contrib import admin

from networks.models import (
    Decision,
    EngagementProcess,
    Lab,
    LabFunding,
    LabModel,
    Meeting,
    MeetingPresence,
    Membership,
    ModelStage,
    Network,
    PilotInterest,
    SatisfactionRound,
)
from silab.common.admin import RecordAdmin, RecordInline


class MembershipInline(RecordInline):
    """A network's members on its page."""

    model = Membership
    fields = ("municipality", "joined_on", "left_on")


class MeetingPresenceInline(RecordInline):
    """Who was at a meeting, on its page."""

    model = MeetingPresence
    fields = ("person", "municipality", "marked_at")


class DecisionInline(RecordInline):
    """A meeting's decisions on its page."""

    model = Decision
    fields = ("text", "owner", "due_on", "done_on")


class LabFundingInline(RecordInline):
    """The money that a lab raised, on its page."""

    model = LabFunding
    fields = ("source", "on", "amount")


@admin.register(Network)
class NetworkAdmin(RecordAdmin):
    """Networks with their members."""

    list_display = ("name", "started_on", "contract")
    inlines = (MembershipInline,)


@admin.register(Meeting)
class MeetingAdmin(RecordAdmin):
    """Network meetings with who was there and what was decided."""

    list_display = ("title", "network", "starts_at", "cancelled")
    list_filter = ("cancelled", "network")
    search_fields = ("title", "network__search_key")
    date_hierarchy = "starts_at"
    inlines = (MeetingPresenceInline, DecisionInline)


@admin.register(LabModel)
class LabModelAdmin(RecordAdmin):
    """Versions of the lab model."""

    list_display = ("title", "version", "ready_on")
    search_fields = ("title",)


@admin.register(Lab)
class LabAdmin(RecordAdmin):
    """Labs with the money they raised."""

    list_display = ("name", "municipality", "state", "started_on", "ended_on")
    list_filter = ("state",)
    search_fields = ("search_key", "municipality__search_key")
    inlines = (LabFundingInline,)


@admin.register(EngagementProcess)
class EngagementProcessAdmin(RecordAdmin):
    """Municipalities' ways through the engagement model."""

    list_display = ("municipality", "started_on", "ended_on", "adviser")
    search_fields = ("municipality__search_key",)


@admin.register(ModelStage)
class ModelStageAdmin(RecordAdmin):
    """Stages of the engagement model."""

    list_display = ("order", "title", "evidence_rule", "in_use")
    search_fields = ("title",)


@admin.register(PilotInterest)
class PilotInterestAdmin(RecordAdmin):
    """Who told of their interest in a pilot."""

    list_display = ("municipality", "told_on", "person", "process")
    search_fields = ("municipality__search_key",)


@admin.register(SatisfactionRound)
class SatisfactionRoundAdmin(RecordAdmin):
    """Times of asking how the network serves."""

    list_display = ("title", "network", "asked_on", "closes_on")
    search_fields = ("title",)
