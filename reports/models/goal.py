"""Goals, expected outcomes and success indicators of a contract, printed exactly so (forms.md)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from reports.enums import TargetKind
from silab.common.models import Recorded


class Goal(Recorded):
    """A goal (`eesmärk`)."""

    code_prefix = "EESM"

    contract = models.ForeignKey(
        "accounts.Contract", models.CASCADE, verbose_name=_("contract"), related_name="goals"
    )
    number = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=300)
    # Values of Workstream: whose activities the report tells under this goal (form A, 2.3).
    workstreams = models.JSONField(_("workstreams"), default=list, blank=True)

    class Meta:
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        ordering = ["contract", "number"]
        constraints = [models.UniqueConstraint(fields=["contract", "number"], name="goal_number_once")]

    def __str__(self):
        return f"{self.number}. {self.title}"


class Outcome(Recorded):
    """An expected outcome (`oodatav tulemus`)."""

    code_prefix = "TUL"

    goal = models.ForeignKey(Goal, models.CASCADE, verbose_name=_("goal"), related_name="outcomes")
    number = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=300)

    class Meta:
        verbose_name = _("expected outcome")
        verbose_name_plural = _("expected outcomes")
        ordering = ["goal", "number"]
        constraints = [models.UniqueConstraint(fields=["goal", "number"], name="outcome_number_once")]

    def __str__(self):
        return f"{self.goal.number}.{self.number} {self.title}"


class Indicator(Recorded):
    """A success indicator (`eduindikaator`), valued by a measure from a date on."""

    code_prefix = "IND"

    goal = models.ForeignKey(Goal, models.CASCADE, verbose_name=_("goal"), related_name="indicators")
    letter = models.CharField(_("letter"), max_length=1)
    title = models.CharField(_("title"), max_length=300)
    measure = models.CharField(_("measure"), max_length=80)
    kind = models.CharField(_("kind"), max_length=10, choices=TargetKind, default=TargetKind.INCREMENT)
    # Before it the report's answer is "Not started, begins in MM.YYYY", which is not the number 0 (forms.md).
    begins_on = models.DateField(_("begins"), null=True, blank=True)

    class Meta:
        verbose_name = _("success indicator")
        verbose_name_plural = _("success indicators")
        ordering = ["goal", "letter"]
        constraints = [models.UniqueConstraint(fields=["goal", "letter"], name="indicator_letter_once")]

    def __str__(self):
        return f"{self.goal.number}.{self.letter} {self.title}"
