"""The roles as a civil servant would read them, one class each: who comes, to do what, and must never."""

from django.utils.translation import gettext_lazy as _

from silab.accounts.enums import Role


class Staff:
    """Silab's own people. They must never retype a figure."""

    role = Role.STAFF
    home = "reports:today"
    comes_to = _("keep the records, watch plan and money, write and submit reports")


class Official:
    """Someone who acts for a municipality. They must never see another municipality's data."""

    role = Role.OFFICIAL
    home = "municipalities:mine"
    comes_to = _("register teams, accept communities, follow the municipality’s own programmes")


class Funder:
    """Someone who acts for a funder of a contract. They must never see drafts or personal data."""

    role = Role.FUNDER
    home = "reports:funder_home"
    comes_to = _("see plan against done, read and accept submitted reports")


ROLES = {role.role: role for role in (Staff, Official, Funder)}


def home_of(user) -> str:
    """Return the URL name of the user's own front page, "" for whoever has no role yet."""
    role = ROLES.get(user.role)
    return role.home if role else ""
