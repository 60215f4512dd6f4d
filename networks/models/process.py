"""A municipality's way through the engagement model (domain.md §4)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from silab.common.models import Recorded


class EngagementProcess(Recorded):
    """A municipality has begun to build its engagement model with Silab's support."""

    code_prefix = "MUDEL"

    municipality = models.ForeignKey(
        "municipalities.Municipality",
        models.PROTECT,
        verbose_name=_("municipality"),
        related_name="processes",
    )
    started_on = models.DateField(_("started"))
    ended_on = models.DateField(_("ended"), null=True, blank=True)
    adviser = models.CharField(_("adviser"), max_length=150, blank=True)
    notes = models.TextField(_("notes"), blank=True)

    class Meta:
        verbose_name = _("engagement process")
        verbose_name_plural = _("engagement processes")
        ordering = ["municipality__sort_key", "started_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality"],
                condition=models.Q(ended_on=None),
                name="process_open_once",
                violation_error_message=_("This municipality already has an open process."),
            )
        ]

    def __str__(self):
        return str(self.municipality)
