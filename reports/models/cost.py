"""Costs (`kulu`): what was spent on an activity."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from reports.enums import Funding
from reports.models.plan import Activity
from silab.common.models import Recorded
from silab.common.text import search_key


class Commitment(Recorded):
    """Money promised to somebody by a contract or an order, in EUR with VAT; costs paid on it use it up."""

    code_prefix = "KOHUSTUS"

    activity = models.ForeignKey(
        Activity, models.PROTECT, verbose_name=_("activity"), related_name="commitments"
    )
    on = models.DateField(_("date"))
    supplier = models.CharField(_("supplier"), max_length=200)
    reference = models.CharField(_("contract or order"), max_length=100, blank=True)
    amount = models.DecimalField(_("amount with VAT, €"), max_digits=12, decimal_places=2)
    note = models.CharField(_("note"), max_length=300, blank=True)
    #: What is not used up by then comes free again.
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        ordering = ["-on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount__gt=0),
                name="commitment_positive",
                violation_error_message=_("A commitment is more than 0 €."),
            )
        ]

    def __str__(self):
        return f"{self.supplier} {self.reference}".strip()


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
    funding = models.CharField(_("borne by"), max_length=10, choices=Funding, default=Funding.CONTRACT)
    commitment = models.ForeignKey(
        Commitment,
        models.SET_NULL,
        verbose_name=_("commitment"),
        null=True,
        blank=True,
        related_name="costs",
    )
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


class CostDocument(Recorded):
    """A cost's invoice or receipt as a file."""

    code_prefix = "DOK"

    cost = models.ForeignKey(Cost, models.CASCADE, verbose_name=_("cost"), related_name="documents")
    file = models.FileField(_("file"), upload_to="costs/")
    file_name = models.CharField(_("file name"), max_length=120, editable=False)

    class Meta:
        verbose_name = _("document of a cost")
        verbose_name_plural = _("documents of costs")
        ordering = ["cost", "pk"]

    def __str__(self):
        return self.file_name


class CostMapping(models.Model):
    """Which column of the accounting export holds what, remembered from the last import."""

    contract = models.OneToOneField(
        "accounts.Contract", models.CASCADE, verbose_name=_("contract"), related_name="cost_mapping"
    )
    #: Field of Cost -> heading of the export's column.
    columns = models.JSONField(_("columns"), default=dict)
    #: What the export calls an activity -> "2022/3".
    activities = models.JSONField(_("names of activities"), default=dict, blank=True)
    saved_at = models.DateTimeField(_("saved at"))
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("saved by"), null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("columns of the accounting export")
        verbose_name_plural = _("columns of the accounting export")
        ordering = ["contract"]

    def __str__(self):
        return str(self.contract)
