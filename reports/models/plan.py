"""The plan: activities with periods and budgets, their targets, stated totals (domain.md §9).

What the source says is kept as it says it; nothing is corrected silently."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reports.enums import TargetKind, Workstream
from silab.common.models import Recorded


class Activity(Recorded):
    """An activity (`tegevus`) of one year of the plan. `budget` None means unfunded, which is not 0 €."""

    code_prefix = "TEG"

    contract = models.ForeignKey(
        "accounts.Contract", models.CASCADE, verbose_name=_("contract"), related_name="activities"
    )
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveSmallIntegerField(_("number"))
    workstream = models.CharField(_("workstream"), max_length=15, choices=Workstream)
    title = models.CharField(_("title"), max_length=200)
    period_as_stated = models.CharField(_("period as stated"), max_length=100, blank=True)
    period_start = models.DateField(_("period starts"), null=True, blank=True)
    period_end = models.DateField(_("period ends"), null=True, blank=True)
    budget = models.DecimalField(_("budget, €"), max_digits=12, decimal_places=2, null=True, blank=True)
    funding_note = models.CharField(_("funding note"), max_length=200, blank=True)
    # Values of TargetGroup, in the order of the plan.
    target_groups = models.JSONField(_("target groups"), default=list, blank=True)

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ["contract", "year", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "year", "number"],
                name="activity_number_once",
                violation_error_message=_("This year's plan already has an activity of this number."),
            ),
            models.CheckConstraint(
                condition=Q(budget=None) | Q(budget__gte=0),
                name="activity_budget_not_negative",
                violation_error_message=_("A budget cannot be negative."),
            ),
        ]

    def __str__(self):
        return f"{self.year}/{self.number} {self.title}"


class Target(Recorded):
    """What an activity is to reach: an amount of a measure."""

    code_prefix = "SIHT"

    activity = models.ForeignKey(Activity, models.CASCADE, verbose_name=_("activity"), related_name="targets")
    measure = models.CharField(_("measure"), max_length=80)
    kind = models.CharField(_("kind"), max_length=10, choices=TargetKind)
    amount = models.DecimalField(_("amount"), max_digits=12, decimal_places=2)
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    label = models.CharField(_("label"), max_length=200)

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        ordering = ["activity", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "measure", "kind"],
                name="target_once",
                violation_error_message=_("This activity already has a target of this measure and kind."),
            )
        ]

    def __str__(self):
        return self.label


class PeriodTarget(Recorded):
    """A target for several years together. `amount` None means every municipality."""

    code_prefix = "PSIHT"

    contract = models.ForeignKey(
        "accounts.Contract", models.CASCADE, verbose_name=_("contract"), related_name="period_targets"
    )
    measure = models.CharField(_("measure"), max_length=80)
    amount = models.DecimalField(_("amount"), max_digits=12, decimal_places=2, null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    from_year = models.PositiveSmallIntegerField(_("from year"))
    to_year = models.PositiveSmallIntegerField(_("to year"))
    label = models.CharField(_("label"), max_length=200)

    class Meta:
        verbose_name = _("target for the period")
        verbose_name_plural = _("targets for the period")
        ordering = ["contract", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "measure"], name="period_target_once"),
            models.CheckConstraint(
                condition=Q(to_year__gte=models.F("from_year")), name="period_target_years"
            ),
        ]

    def __str__(self):
        return self.label


class StatedTotal(Recorded):
    """A year's total as the plan states it, kept beside the computed one."""

    code_prefix = "KOKKU"

    contract = models.ForeignKey(
        "accounts.Contract", models.CASCADE, verbose_name=_("contract"), related_name="stated_totals"
    )
    year = models.PositiveSmallIntegerField(_("year"))
    amount = models.DecimalField(_("amount, €"), max_digits=12, decimal_places=2)

    class Meta:
        verbose_name = _("stated total")
        verbose_name_plural = _("stated totals")
        ordering = ["contract", "year"]
        constraints = [models.UniqueConstraint(fields=["contract", "year"], name="stated_total_once")]

    def __str__(self):
        return str(self.year)
