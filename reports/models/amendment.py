"""Amendments: how the plan changed, by which report or letter, when and why (domain.md §9).

The plan's rows hold the plan of today; each amendment keeps what its rows were before and after, so that the
plan can be read as of any date."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from reports.enums import AmendmentSource
from reports.models.plan import Activity, Target
from reports.models.report import AnnualReport
from silab.common.models import Recorded


class Amendment(Recorded):
    """A change of the plan that was agreed with the funder; in force from `decided_on`."""

    code_prefix = "MUUDATUS"

    contract = models.ForeignKey(
        "accounts.Contract", models.PROTECT, verbose_name=_("contract"), related_name="amendments"
    )
    decided_on = models.DateField(_("in force from"))
    source = models.CharField(_("by what"), max_length=10, choices=AmendmentSource)
    report = models.ForeignKey(
        AnnualReport,
        models.PROTECT,
        verbose_name=_("annual report"),
        null=True,
        blank=True,
        related_name="amendments",
    )
    reference = models.CharField(_("letter or annex"), max_length=200, blank=True)
    reason = models.TextField(_("reason"))
    applied_at = models.DateTimeField(_("applied at"), null=True, blank=True, editable=False)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("applied by"),
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        verbose_name = _("amendment of the plan")
        verbose_name_plural = _("amendments of the plan")
        ordering = ["contract", "decided_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(source=AmendmentSource.REPORT, report__isnull=False)
                | ~models.Q(source=AmendmentSource.REPORT),
                name="amendment_names_its_report",
                violation_error_message=_("Say which report made the amendment."),
            )
        ]

    def __str__(self):
        return f"{self.decided_on:%d.%m.%Y} {self.reason[:60]}"


class AmendmentChange(models.Model):
    """One row of the plan that an amendment added (no `before`), changed, or took away (no `after`)."""

    amendment = models.ForeignKey(
        Amendment, models.CASCADE, verbose_name=_("amendment of the plan"), related_name="changes"
    )
    #: The part of the plan ("targets") and the row's own key in it ("2022/2/labs.municipalities/increment").
    sheet = models.CharField(max_length=20)
    key = models.CharField(max_length=140)
    #: The row as in reports/rows.py: dates and decimals as strings.
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        verbose_name = _("amended row")
        verbose_name_plural = _("amended rows")
        ordering = ["amendment", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["amendment", "sheet", "key"], name="amended_row_once"),
            models.CheckConstraint(
                condition=models.Q(before__isnull=False) | models.Q(after__isnull=False),
                name="amended_row_says_something",
            ),
        ]

    def __str__(self):
        return f"{self.sheet} {self.key}"


class CarryOver(Recorded):
    """What a year left undone and a later year is to do; whether it did is checked there."""

    code_prefix = "ÜLEKANNE"

    amendment = models.ForeignKey(
        Amendment,
        models.SET_NULL,
        verbose_name=_("amendment of the plan"),
        null=True,
        blank=True,
        related_name="carry_overs",
    )
    target = models.ForeignKey(
        Target, models.CASCADE, verbose_name=_("target left undone"), related_name="carried_over"
    )
    activity = models.ForeignKey(
        Activity, models.CASCADE, verbose_name=_("activity that does it"), related_name="taken_over"
    )
    amount = models.DecimalField(_("amount"), max_digits=12, decimal_places=2)
    due_on = models.DateField(_("to be done by"))
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("carry-over")
        verbose_name_plural = _("carry-overs")
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["target", "activity"], name="carried_over_once"),
            models.CheckConstraint(
                condition=models.Q(amount__gt=0),
                name="carry_over_positive",
                violation_error_message=_("Say how much is carried over: more than 0."),
            ),
        ]

    def __str__(self):
        return f"{self.target} → {self.activity}"
