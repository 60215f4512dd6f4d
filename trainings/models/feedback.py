"""Feedback: asked of participants by signed link, kept without their names (domain.md §3)."""

import uuid

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from trainings.models.participant import Participant
from trainings.models.session import Session
from trainings.models.training import Training


class FeedbackRequest(models.Model):
    """That a participant was asked, and that an answer came; nothing leads from here to the answer."""

    participant = models.ForeignKey(
        Participant, models.CASCADE, verbose_name=_("participant"), related_name="feedback_requests"
    )
    #: None: of the whole programme.
    session = models.ForeignKey(
        Session, models.CASCADE, verbose_name=_("session"), null=True, blank=True, related_name="+"
    )
    asked_on = models.DateField(_("asked on"))
    has_answered = models.BooleanField(_("has answered"), default=False)

    class Meta:
        verbose_name = _("request for feedback")
        verbose_name_plural = _("requests for feedback")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["participant", "session"], name="feedback_asked_once_a_session"),
            models.UniqueConstraint(
                fields=["participant"], condition=Q(session=None), name="feedback_asked_once_a_training"
            ),
        ]

    def __str__(self):
        return str(self.participant)


class Feedback(models.Model):
    """An answer. It has no author, no time of day, no history and a random key, so that staff cannot tell
    whose it is by the order either."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    training = models.ForeignKey(
        Training, models.CASCADE, verbose_name=_("training"), related_name="feedback"
    )
    session = models.ForeignKey(
        Session, models.CASCADE, verbose_name=_("session"), null=True, blank=True, related_name="feedback"
    )
    #: 0 to 10; None for whoever left it out.
    recommendation = models.PositiveSmallIntegerField(
        _("recommendation"), null=True, blank=True, validators=[MaxValueValidator(10)]
    )
    useful = models.TextField(_("what was useful"), max_length=3000, blank=True)
    better = models.TextField(_("what could be better"), max_length=3000, blank=True)
    given_on = models.DateField(_("given on"))

    class Meta:
        verbose_name = _("feedback")
        verbose_name_plural = _("feedback")
        ordering = ["given_on", "id"]
        indexes = [models.Index(fields=["training", "recommendation"], name="feedback_recommendation")]

    def __str__(self):
        return str(self.given_on)
