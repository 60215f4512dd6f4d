"""Trainings in the administration."""

from django.contrib import admin

from silab.common.admin import RecordAdmin, RecordInline
from trainings.calls.actions import is_accepted
from trainings.delivery import admin as delivery_admin  # noqa: F401
from trainings.mentoring import admin as mentoring  # noqa: F401  (the rooms register their own)
from trainings.models import (
    Attendance,
    Course,
    Group,
    Outreach,
    Participant,
    Session,
    Terms,
    Trainer,
    Training,
    Undertaking,
)


class SessionInline(RecordInline):
    """A training's days on its page."""

    model = Session
    fields = ("number", "title", "starts_at", "ends_at", "place")


class ParticipantInline(RecordInline):
    """A training's participants on its page."""

    model = Participant
    fields = ("person", "municipality", "role", "organisation")


@admin.register(Course)
class CourseAdmin(RecordAdmin):
    """Developed courses."""

    list_display = ("title", "track", "developed_on", "contract")
    list_filter = ("track",)
    search_fields = ("title",)


@admin.register(Training)
class TrainingAdmin(RecordAdmin):
    """Trainings with their days and participants."""

    list_display = ("name", "kind", "track", "audience", "state", "contract")
    list_filter = ("kind", "state", "track", "audience")
    prepopulated_fields = {"slug": ("name",)}
    inlines = (SessionInline, ParticipantInline)


@admin.register(Session)
class SessionAdmin(RecordAdmin):
    """Days of trainings."""

    list_display = ("training", "number", "title", "starts_at", "ends_at")
    search_fields = ("title", "training__search_key")
    date_hierarchy = "starts_at"


@admin.register(Participant)
class ParticipantAdmin(RecordAdmin):
    """Participants of trainings."""

    list_display = ("person", "training", "municipality", "role", "organisation")
    list_filter = ("role",)
    search_fields = ("person__search_key", "training__search_key")


@admin.register(Attendance)
class AttendanceAdmin(RecordAdmin):
    """Marks of attendance; they are set on the training's attendance page."""

    list_display = ("participant", "session", "presence", "hours", "marked_at")
    list_filter = ("presence",)
    search_fields = ("participant__person__search_key",)
    list_select_related = ("participant__person", "session")

    def has_add_permission(self, request):
        """Return False: marks are set on the attendance page, where their rules are."""
        return False

    def has_change_permission(self, request, obj=None):
        """Return False, as above."""
        return False


@admin.register(Group)
class GroupAdmin(RecordAdmin):
    """Groups of trainings."""

    list_display = ("training", "name", "place", "capacity")
    search_fields = ("name", "training__search_key")


@admin.register(Trainer)
class TrainerAdmin(RecordAdmin):
    """Trainers of trainings."""

    list_display = ("name", "training", "user")
    search_fields = ("name", "training__search_key")


class UndertakingInline(RecordInline):
    """The undertakings of a version on its page."""

    model = Undertaking
    fields = ("number", "text")


@admin.register(Terms)
class TermsAdmin(RecordAdmin):
    """Versions of undertakings; wording that was accepted is changed on the setup page, which makes a new one."""

    list_display = ("training", "version")
    search_fields = ("training__search_key",)
    inlines = (UndertakingInline,)

    def has_change_permission(self, request, obj=None):
        """Return False once somebody has accepted the wording."""
        return super().has_change_permission(request, obj) and not (obj and is_accepted(obj))


@admin.register(Outreach)
class OutreachAdmin(RecordAdmin):
    """Contacts that were made to recruit."""

    list_display = ("training", "contact")
    search_fields = ("training__search_key", "contact__municipality__search_key")
    list_select_related = ("training", "contact__municipality")
