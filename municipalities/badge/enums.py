from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class BadgeLevel(TextChoices):
    """Levels of the inclusive-municipality badge (domain.md §8)."""

    BASIC = "baas", _("basic")
    ADVANCED = "edasijoudnu", _("advanced")
    EXEMPLARY = "eeskujulik", _("exemplary")
