"""The inclusive-municipality badge (`kaasava omavalitsuse märgis`): its scheme and its awards (domain.md §8)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from municipalities.badge.enums import BadgeLevel
from municipalities.models import Municipality
from silab.common.models import Recorded


class Scheme(Recorded):
    """A version of the badge's rules."""

    code_prefix = "SKEEM"

    title = models.CharField(_("title"), max_length=200)
    version = models.PositiveSmallIntegerField(_("version"), unique=True)
    ready_on = models.DateField(_("ready on"), null=True, blank=True)

    class Meta:
        verbose_name = _("badge scheme")
        verbose_name_plural = _("badge schemes")
        ordering = ["-version"]

    def __str__(self):
        return f"{self.title} ({self.version})"


class Award(Recorded):
    """A badge given to a municipality at a level for a time."""

    code_prefix = "MÄRGIS"

    municipality = models.ForeignKey(
        Municipality, models.PROTECT, verbose_name=_("municipality"), related_name="awards"
    )
    scheme = models.ForeignKey(Scheme, models.PROTECT, verbose_name=_("badge scheme"), related_name="awards")
    level = models.CharField(_("level"), max_length=12, choices=BadgeLevel)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"))

    class Meta:
        verbose_name = _("badge award")
        verbose_name_plural = _("badge awards")
        ordering = ["-valid_from", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_until__gte=models.F("valid_from")),
                name="award_ends_after_start",
                violation_error_message=_("A badge cannot lapse before it is given."),
            )
        ]

    def __str__(self):
        return f"{self.municipality} · {self.get_level_display()}"
