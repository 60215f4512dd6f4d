"""Recruitment: which contacts of the register were made for which programme (domain.md §1)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from silab.common.models import Recorded
from trainings.models.training import Training


class Outreach(Recorded):
    """A contact with a municipality that was made to recruit for a training: its funnel is counted from these."""

    code_prefix = "VÄRB"

    training = models.ForeignKey(
        Training, models.CASCADE, verbose_name=_("training"), related_name="outreach"
    )
    contact = models.OneToOneField(
        "municipalities.Contact", models.CASCADE, verbose_name=_("contact"), related_name="outreach"
    )

    class Meta:
        verbose_name = _("recruiting contact")
        verbose_name_plural = _("recruiting contacts")
        ordering = ["training", "pk"]

    def __str__(self):
        return str(self.contact)
