"""The roles as a civil servant would read them, one class each: who comes, to do what, and must never."""

from django.utils.translation import gettext_lazy as _

from silab.accounts.enums import Role


class Staff:
    """Silab's own people."""

    role = Role.STAFF
    home = "reports:dashboard"
    comes_to = _("keep the records, watch plan and money, write and submit reports")


class Official:
    """Someone who acts for a municipality."""

    role = Role.OFFICIAL
    home = "municipalities:mine"
    comes_to = _("register teams, accept communities, follow the municipality's own programmes")


class Funder:
    """Someone who acts for a funder of a contract."""

    role = Role.FUNDER
    home = "reports:funder_home"
    comes_to = _("see plan against done, read and accept submitted reports")


ROLES = {role.role: role for role in (Staff, Official, Funder)}
