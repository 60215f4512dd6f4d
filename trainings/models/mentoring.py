"""Mentoring of teams and the advisory programme after the last workshop (domain.md §3)."""

from decimal import Decimal

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from silab.common.models import Recorded
from trainings.enums import AdvisoryState
from trainings.models.application import Application
from trainings.models.training import Training


class MentoringSession(Recorded):
    """A talk of a mentor with a team, in contact hours."""

    code_prefix = "NÕU"

    application = models.ForeignKey(
        Application, models.CASCADE, verbose_name=_("team"), related_name="mentoring"
    )
    mentor = models.CharField(_("mentor"), max_length=150)
    on = models.DateField(_("date"), db_index=True)
    hours = models.DecimalField(
        _("contact hours"), max_digits=4, decimal_places=1, validators=[MinValueValidator(Decimal("0.1"))]
    )
    notes = models.TextField(_("notes"), max_length=5000, blank=True)

    class Meta:
        verbose_name = _("mentoring session")
        verbose_name_plural = _("mentoring sessions")
        ordering = ["application", "on", "pk"]

    def __str__(self):
        return f"{self.application} · {self.mentor}"


class CooperationModel(Recorded):
    """What a team worked out: its plan to put the model into practice (form B, 2)."""

    code_prefix = "KMUDEL"

    application = models.ForeignKey(
        Application, models.CASCADE, verbose_name=_("team"), related_name="models"
    )
    title = models.CharField(_("title"), max_length=200)
    ready_on = models.DateField(_("ready on"), db_index=True)
    summary = models.TextField(_("summary"), max_length=5000, blank=True)

    class Meta:
        verbose_name = _("co-operation model")
        verbose_name_plural = _("co-operation models")
        ordering = ["application", "ready_on", "pk"]

    def __str__(self):
        return self.title


class AdvisoryApplication(Recorded):
    """A municipality's or a group of municipalities' wish to go on with advice (`nõustamisprogramm`)."""

    code_prefix = "NÕUSTAMINE"

    training = models.ForeignKey(
        Training, models.PROTECT, verbose_name=_("training"), related_name="advisory_applications"
    )
    municipalities = models.ManyToManyField(
        "municipalities.Municipality", verbose_name=_("municipalities"), related_name="advisory_applications"
    )
    contact_name = models.CharField(_("contact person"), max_length=150)
    contact_email = models.EmailField(_("e-mail address"))
    service = models.TextField(_("the service that you want to start"), max_length=5000)
    partner = models.CharField(_("NGO that takes part"), max_length=200, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=AdvisoryState, default=AdvisoryState.APPLIED, editable=False
    )
    reason = models.TextField(_("reason of the decision"), max_length=3000, blank=True, editable=False)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = _("application for advice")
        verbose_name_plural = _("applications for advice")
        ordering = ["training", "pk"]

    def __str__(self):
        return self.code
