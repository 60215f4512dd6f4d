"""Satisfaction with a network, asked of its members and of the strategic partner (domain.md §4)."""

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from networks.enums import Respondent
from networks.models.network import Network
from silab.common.models import Recorded


class SatisfactionRound(Recorded):
    """One time of asking."""

    code_prefix = "VÕRKRAHU"

    network = models.ForeignKey(
        Network, models.CASCADE, verbose_name=_("network"), related_name="satisfaction_rounds"
    )
    title = models.CharField(_("title"), max_length=200)
    asked_on = models.DateField(_("asked on"))
    closes_on = models.DateField(_("answers until"))

    class Meta:
        verbose_name = _("satisfaction with the network")
        verbose_name_plural = _("satisfaction with the network")
        ordering = ["network", "-asked_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes_on__gte=models.F("asked_on")),
                name="satisfaction_round_closes_after_start",
                violation_error_message=_("Answers cannot end before they begin."),
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("networks:satisfaction_round", args=[self.pk])

    @property
    def is_over(self) -> bool:
        """Whether its last day has passed; only then its figures are shown."""
        return self.closes_on < timezone.localdate()


class SatisfactionRequest(models.Model):
    """That a person was asked and that an answer came; nothing leads from here to the answer."""

    round = models.ForeignKey(
        SatisfactionRound, models.CASCADE, verbose_name=_("round"), related_name="requests"
    )
    person = models.ForeignKey("accounts.Person", models.CASCADE, verbose_name=_("person"), related_name="+")
    respondent = models.CharField(_("asked as"), max_length=10, choices=Respondent)
    has_answered = models.BooleanField(_("has answered"), default=False)

    class Meta:
        verbose_name = _("request for satisfaction")
        verbose_name_plural = _("requests for satisfaction")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["round", "person"], name="satisfaction_asked_once")]

    def __str__(self):
        return str(self.person)


class SatisfactionAnswer(models.Model):
    """An answer without an author: a random key, no time of day, no history."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(
        SatisfactionRound, models.CASCADE, verbose_name=_("round"), related_name="answers"
    )
    respondent = models.CharField(_("answered as"), max_length=10, choices=Respondent)
    score = models.PositiveSmallIntegerField(
        _("satisfaction, 1 to 10"), validators=[MinValueValidator(1), MaxValueValidator(10)]
    )
    good = models.TextField(_("what helps"), max_length=3000, blank=True)
    better = models.TextField(_("what could be better"), max_length=3000, blank=True)

    class Meta:
        verbose_name = _("answer on satisfaction")
        verbose_name_plural = _("answers on satisfaction")
        ordering = ["round", "id"]

    def __str__(self):
        return str(self.score)
