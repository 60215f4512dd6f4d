"""Who somebody is, and who may what in the admin: staff work with every record, without ticking boxes."""

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import BigAutoField

from silab.accounts.models import User
from silab.common.statements import Given, Statement

#: Apps whose records staff keep; users, groups and schedules stay with superusers.
STAFF_APPS = {
    "accounts",
    "municipalities",
    "badge",
    "surveys",
    "trainings",
    "networks",
    "practices",
    "reports",
}
#: What the portal writes itself: staff look, nobody types.
LOOKED_AT = {"notices.view_notice", "jobs.view_job"}
LOOKED_AT_APPS = {perm.partition(".")[0] for perm in LOOKED_AT}
SUPERUSER_ONLY = {"accounts.add_user", "accounts.change_user", "accounts.delete_user"}

user_by_key = Statement(lambda: User.objects.filter(pk=Given("pk", BigAutoField())).order_by())


class AccountBackend(AuthenticationBackend):
    """allauth's sign-in; the user whom each request of a session asks for is read by a kept query."""

    def get_user(self, user_id):
        """Return the active user of this key, or None."""
        found = user_by_key.records(pk=user_id)
        return found[0] if found and self.user_can_authenticate(found[0]) else None


class StaffBackend:
    """Gives staff the model permissions of the portal's own apps; signs nobody in."""

    def authenticate(self, *_args, **_kwargs):
        """Return nobody: passwords are allauth's affair."""
        return None

    def has_perm(self, user_obj, perm, obj=None):
        """Return whether a staff member holds this model permission."""
        if not user_obj.is_staff or perm in SUPERUSER_ONLY:
            return False
        return perm.partition(".")[0] in STAFF_APPS or perm in LOOKED_AT

    def has_module_perms(self, user_obj, app_label):
        """Return whether the admin's index shows the app to the user."""
        return user_obj.is_staff and (app_label in STAFF_APPS or app_label in LOOKED_AT_APPS)
