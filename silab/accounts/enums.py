"""What a user comes to the portal as (mission.md, "The four people who use it")."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """The face of the portal that a signed-in user sees."""

    STAFF = "staff", _("staff")
    OFFICIAL = "official", _("municipality official")
    FUNDER = "funder", _("funder")
    VISITOR = "visitor", _("no role yet")
