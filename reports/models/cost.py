"""Costs (`kulu`): what was spent on an activity."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from reports.models.plan import Activity
from silab.common.models import Recorded
from silab.common.text import search_key


class Cost(Recorded):
    """One document of the accounts, in EUR; negative is a credit note."""

    code_prefix = "KULU"

    activity = models.ForeignKey(Activity, models.PROTECT, verbose_name=_("activity"), related_name="costs")
    on = models.DateField(_("date"))
    document_number = models.CharField(_("document number"), max_length=60)
    supplier = models.CharField(_("supplier"), max_length=200)
    amount = models.DecimalField(_("amount with VAT, €"), max_digits=12, decimal_places=2)
    vat = models.DecimalField(_("of it VAT, €"), max_digits=12, decimal_places=2, default=0)
    description = models.CharField(_("description"), max_length=300, blank=True)
    # Supplier, document number and description without case and diacritics (silab/common/text.py).
    search_key = models.CharField(max_length=570, editable=False, default="")

    class Meta:
        verbose_name = _("cost")
        verbose_name_plural = _("costs")
        ordering = ["-on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["supplier", "document_number", "amount"],
                name="cost_document_once",
                violation_error_message=_("This supplier's document with this amount is already recorded."),
            )
        ]

    def save(self, *args, **kwargs):
        self.search_key = search_key(f"{self.supplier} {self.document_number} {self.description}")
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "search_key"}
        super().save(*args, **kwargs)

    def __str__(self):
        return f"{self.supplier} {self.document_number}"
