"""Applications in the administration: read there, decided on the board."""

from django.contrib import admin

from silab.common.admin import RecordAdmin, RecordInline
from trainings.models import Application, InterviewNote, Member, StateChange


class ReadOnly:
    """Nothing is added, changed or deleted here: the rooms keep the rules and tell the team."""

    def has_add_permission(self, request, obj=None):
        """Return False, as above."""
        return False

    def has_change_permission(self, request, obj=None):
        """Return False, as above."""
        return False

    def has_delete_permission(self, request, obj=None):
        """Return False, as above."""
        return False


class MemberInline(ReadOnly, RecordInline):
    """A team's members on its page."""

    model = Member
    fk_name = "application"
    fields = ("name", "email", "role", "organisation", "confirmed_at", "left_at")


class StateChangeInline(ReadOnly, admin.TabularInline):
    """The way of an application."""

    model = StateChange
    fields = ("changed_at", "before", "after", "changed_by", "note")


class InterviewInline(ReadOnly, RecordInline):
    """Talks with the team."""

    model = InterviewNote
    fields = ("on", "text")


@admin.register(Application)
class ApplicationAdmin(ReadOnly, RecordAdmin):
    """Applications with members and states."""

    list_display = ("__str__", "training", "municipality", "state", "group", "score", "submitted_at")
    list_filter = ("state",)
    search_fields = ("name", "training__search_key")
    inlines = (MemberInline, StateChangeInline, InterviewInline)


@admin.register(Member)
class MemberAdmin(ReadOnly, RecordAdmin):
    """Members of teams."""

    list_display = ("name", "application", "role", "organisation", "confirmed_at", "left_at")
    list_filter = ("role",)
    search_fields = ("name", "email")
