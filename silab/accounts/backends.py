"""Who may what in the admin: staff work with every record of the portal, without ticking boxes."""

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
