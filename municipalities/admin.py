from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.forms import BaseInlineFormSet, ModelForm
from django.utils.translation import gettext as _

from municipalities.enums import OfficialState
from municipalities.home.access import decide_official, lapsing, make_responsible
from municipalities.models import (
    CocreationFormat,
    Community,
    Contact,
    County,
    DecisionParticipation,
    FormatEvent,
    Municipality,
    MunicipalityAlias,
    MunicipalityCode,
    Official,
    Principles,
    Satisfaction,
    Spokesperson,
)
from silab.common.admin import RecordAdmin, RecordInline


class CodeInline(RecordInline):
    model = MunicipalityCode


class AliasInline(RecordInline):
    model = MunicipalityAlias


class MandateFormSet(BaseInlineFormSet):
    """The mandates of one community, which do not overlap, new ones included."""

    def clean(self):
        """Compare each mandate on the page with each other."""
        super().clean()
        kept = [
            form.instance for form in self.forms if form.has_changed() and not self._should_delete_form(form)
        ]
        for place, mandate in enumerate(kept):
            if any(mandate.overlaps(other) for other in kept[place + 1 :]):
                raise ValidationError(_("This mandate overlaps another mandate of the same community."))


class SpokespersonInline(RecordInline):
    model = Spokesperson
    formset = MandateFormSet


class EventInline(RecordInline):
    model = FormatEvent


@admin.register(County)
class CountyAdmin(admin.ModelAdmin):
    list_display = ("name", "code")
    search_fields = ("search_key",)
    show_full_result_count = False


@admin.register(Municipality)
class MunicipalityAdmin(RecordAdmin):
    list_display = ("name", "county", "kind", "valid_from", "valid_to")
    list_filter = ("county", "kind")
    search_fields = ("search_key", "aliases__search_key")
    inlines = (CodeInline, AliasInline)


class OfficialForm(ModelForm):
    """An official; whoever is made responsible takes over from who was, as on the pages."""

    def clean(self):
        """Refuse to make somebody responsible who may not act."""
        cleaned = super().clean()
        if cleaned.get("responsible_for_engagement") and cleaned.get("state") != OfficialState.APPROVED:
            words = _("Only who may act for the municipality can be responsible here.")
            self.add_error("responsible_for_engagement", words)
        return cleaned

    def _get_validation_exclusions(self):
        # Another one's responsibility is no obstacle: it ends with the handover.
        return super()._get_validation_exclusions() | {"responsible_for_engagement"}


@admin.register(Official)
class OfficialAdmin(RecordAdmin):
    form = OfficialForm
    list_display = ("user", "municipality", "post", "state", "responsible_for_engagement")
    list_filter = ("state", "responsible_for_engagement")
    search_fields = ("municipality__search_key", "user__email")

    def save_model(self, request, obj, form, change):
        """Save the official; a changed state is a decision, and becoming responsible a handover."""
        moved = {"responsible_for_engagement", "municipality"} & set(form.changed_data)
        takes_over = bool(moved) and obj.responsible_for_engagement
        if takes_over:
            obj.responsible_for_engagement = False
        super().save_model(request, obj, form, change)
        if "state" in form.changed_data or not change:
            emails = [one.email for one in lapsing(obj)] if obj.state == OfficialState.ENDED else []
            decide_official(official=obj, state=obj.state, by=request.user)
            if emails:
                words = _("These invitations no longer open anything: %(emails)s.")
                messages.info(request, words % {"emails": ", ".join(emails)})
        if takes_over:
            make_responsible(official=obj, by=request.user)


@admin.register(Community)
class CommunityAdmin(RecordAdmin):
    list_display = ("name", "municipality", "kind", "state", "accepted_at")
    list_filter = ("state", "kind")
    search_fields = ("search_key", "municipality__search_key")
    date_hierarchy = "accepted_at"
    inlines = (SpokespersonInline,)


@admin.register(Spokesperson)
class SpokespersonAdmin(RecordAdmin):
    list_display = ("person", "community", "role", "mandate_from", "mandate_to")
    list_filter = ("role",)
    search_fields = ("person__search_key", "community__search_key")


@admin.register(Principles)
class PrinciplesAdmin(RecordAdmin):
    list_display = ("title", "municipality", "negotiated_on", "applied_on")
    search_fields = ("municipality__search_key",)


@admin.register(CocreationFormat)
class CocreationFormatAdmin(RecordAdmin):
    list_display = ("name", "municipality", "kind", "started_on", "ended_on")
    list_filter = ("kind",)
    search_fields = ("name", "municipality__search_key")
    inlines = (EventInline,)


@admin.register(FormatEvent)
class FormatEventAdmin(RecordAdmin):
    list_display = ("topic", "format", "on")
    search_fields = ("topic",)
    date_hierarchy = "on"


@admin.register(DecisionParticipation)
class DecisionParticipationAdmin(RecordAdmin):
    list_display = ("decision", "municipality", "on")
    search_fields = ("municipality__search_key",)
    date_hierarchy = "on"


@admin.register(Contact)
class ContactAdmin(RecordAdmin):
    list_display = ("on", "municipality", "channel", "with_whom")
    list_filter = ("channel",)
    search_fields = ("municipality__search_key",)
    date_hierarchy = "on"


@admin.register(Satisfaction)
class SatisfactionAdmin(RecordAdmin):
    list_display = ("municipality", "year", "percentage", "respondents", "source")
    list_filter = ("year",)
    search_fields = ("municipality__search_key",)
