"""Who may what in the admin: staff work with every record of the portal, without ticking boxes."""

from django.contrib.auth.backends import BaseBackend

#: Apps whose records staff keep; users and schedules stay with superusers.
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
SUPERUSER_ONLY = {"accounts.add_user", "accounts.change_user", "accounts.delete_user"}


class StaffBackend(BaseBackend):
    """Gives staff the model permissions of the portal's own apps."""

    def has_perm(self, user_obj, perm, obj=None):
        """Return whether a staff member holds this model permission."""
        app = perm.partition(".")[0]
        return user_obj.is_active and user_obj.is_staff and app in STAFF_APPS and perm not in SUPERUSER_ONLY

    def has_module_perms(self, user_obj, app_label):
        """Return whether the admin's index shows the app to the user."""
        return user_obj.is_active and user_obj.is_staff and app_label in STAFF_APPS
