"""The communication plan and what was done of it (mission.md, 9)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from networks.practices.enums import Channel
from silab.common.models import Recorded


class CommunicationPlan(Recorded):
    """A plan of what is told to whom (`kommunikatsioonikava`)."""

    code_prefix = "KAVA"

    title = models.CharField(_("title"), max_length=200)
    ready_on = models.DateField(_("ready on"), null=True, blank=True)

    class Meta:
        verbose_name = _("communication plan")
        verbose_name_plural = _("communication plans")
        ordering = ["-ready_on", "title", "pk"]

    def __str__(self):
        return self.title


class CommunicationItem(Recorded):
    """One thing that was told."""

    code_prefix = "KOMM"

    plan = models.ForeignKey(
        CommunicationPlan,
        models.SET_NULL,
        verbose_name=_("communication plan"),
        null=True,
        blank=True,
        related_name="items",
    )
    on = models.DateField(_("date"))
    channel = models.CharField(_("channel"), max_length=12, choices=Channel)
    title = models.CharField(_("title"), max_length=200)
    url = models.URLField(_("link"), blank=True)
    reach = models.PositiveIntegerField(_("people reached"), null=True, blank=True)

    class Meta:
        verbose_name = _("communication item")
        verbose_name_plural = _("communication items")
        ordering = ["-on", "pk"]

    def __str__(self):
        return self.title
