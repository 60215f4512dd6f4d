"""People, contracts and invitations in the admin."""

from allauth.mfa.models import Authenticator
from django.contrib import admin, messages
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from silab.accounts.actions import InvitationUsed, renew_invitation, send_invitation
from silab.accounts.models import Contract, Invitation, Person, User
from silab.common.admin import RecordAdmin


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """Users: staff look, superusers change. New ones come by sign-up or invitation."""

    list_display = ("email", "name", "role", "is_active", "last_login")
    list_filter = ("role", "is_active")
    search_fields = ("email", "name")
    list_per_page = 50
    show_full_result_count = False
    fields = ("email", "name", "role", "language", "is_active", "is_superuser", "date_joined", "last_login")
    readonly_fields = ("email", "date_joined", "last_login")
    actions = ("drop_second_factor",)

    def has_add_permission(self, request):
        """People come by sign-up or invitation."""
        return False

    @admin.action(description=_("Drop the second factor (a lost phone)"), permissions=["change"])
    def drop_second_factor(self, request, queryset):
        """Let users who lost their phone set up another second factor."""
        Authenticator.objects.filter(user__in=queryset).delete()
        for user in queryset:
            self.log_change(request, user, "second factor dropped")
        text = ngettext("%d user sets it up anew.", "%d users set it up anew.", len(queryset))
        messages.success(request, text % len(queryset))


@admin.register(Person)
class PersonAdmin(RecordAdmin):
    """People in the records."""

    list_display = ("name", "email", "phone", "user")
    search_fields = ("search_key", "email")


@admin.register(Contract)
class ContractAdmin(RecordAdmin):
    """Contracts and the funders' people who see them."""

    list_display = ("title", "funder_name", "starts_on", "ends_on")
    search_fields = ("title", "slug", "funder_name")
    prepopulated_fields = {"slug": ("title",)}


@admin.register(Invitation)
class InvitationAdmin(RecordAdmin):
    """Adding an invitation sends it; afterwards it is sent again or deleted, not changed."""

    list_display = ("email", "role", "contract", "expires", "accepted_at", "created_by")
    list_filter = ("role",)
    search_fields = ("email",)
    fields = ("email", "role", "contract")
    actions = ("send_again",)

    def has_change_permission(self, request, obj=None):
        """Return whether the list opens; a sent invitation itself is only read."""
        return obj is None and super().has_change_permission(request, obj)

    def save_model(self, request, obj, form, change):
        """Keep the new invitation and send its link."""
        super().save_model(request, obj, form, change)
        send_invitation(invitation=obj)

    @admin.action(description=_("Send the link again, valid for a week"))
    def send_again(self, request, queryset):
        """Send the chosen invitations that nobody has accepted."""
        for invitation in queryset:
            try:
                renew_invitation(invitation=invitation, by=request.user)
            except InvitationUsed as used:
                messages.warning(request, f"{invitation}: {used.message}")
            else:
                messages.success(request, _("Sent to %s.") % invitation.email)
