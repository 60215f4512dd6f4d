"""Surveys (`küsitlus`): questionnaires and their waves (domain.md §7)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from silab.common.models import Recorded


class Questionnaire(Recorded):
    """A set of questions in one version."""

    code_prefix = "ANKEET"

    title = models.CharField(_("title"), max_length=200)
    version = models.PositiveSmallIntegerField(_("version"), default=1)

    class Meta:
        verbose_name = _("questionnaire")
        verbose_name_plural = _("questionnaires")
        ordering = ["title", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["title", "version"], name="questionnaire_version_once")
        ]

    def __str__(self):
        return f"{self.title} ({self.version})"


class Wave(Recorded):
    """One round of asking."""

    code_prefix = "LAINE"

    questionnaire = models.ForeignKey(
        Questionnaire, models.PROTECT, verbose_name=_("questionnaire"), related_name="waves"
    )
    title = models.CharField(_("title"), max_length=200)
    opened_on = models.DateField(_("opened on"))
    completed_on = models.DateField(_("completed on"), null=True, blank=True)
    asked = models.PositiveIntegerField(_("asked"), null=True, blank=True)
    answered = models.PositiveIntegerField(_("answered"), null=True, blank=True)
    report_url = models.URLField(_("report"), blank=True)

    class Meta:
        verbose_name = _("survey wave")
        verbose_name_plural = _("survey waves")
        ordering = ["-opened_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(completed_on=None) | models.Q(completed_on__gte=models.F("opened_on")),
                name="wave_completed_after_opened",
                violation_error_message=_("A wave cannot be completed before it opens."),
            )
        ]

    def __str__(self):
        return self.title
