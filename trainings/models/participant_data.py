"""Participant data that a funder requires (ESF; domain.md §3).

What a participant gave lies in one encrypted column; nothing of it stands in the history, which these models
do not have, in mails or in logs. Beside it stands only what a screen may show."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from trainings.enums import Sex
from trainings.models.participant import Participant
from trainings.models.training import Training


class ParticipantData(models.Model):
    """What one participant gave for the funder; `sealed` is opened by trainings/participant_data only."""

    participant = models.OneToOneField(
        Participant, models.PROTECT, verbose_name=_("participant"), related_name="data"
    )
    sealed = models.BinaryField(_("encrypted data"), blank=True, default=b"", editable=False)
    #: A keyed hash of the personal code: tells a person given twice in one training without opening anything.
    code_hash = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    has_personal_code = models.BooleanField(_("gave a personal code"), default=False, editable=False)
    given_at = models.DateTimeField(_("given at"), null=True, editable=False)
    #: Which version of the funder's notice was read before it.
    notice_version = models.CharField(_("version of the notice"), max_length=20, blank=True, editable=False)
    erase_on = models.DateField(_("erased on"), null=True, blank=True, db_index=True)
    erased_at = models.DateTimeField(_("erased at"), null=True, blank=True, editable=False)
    #: None: erased by the portal on its date.
    erased_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = _("participant data")
        verbose_name_plural = _("participant data")
        ordering = ["participant"]

    def __str__(self):
        return f"{self.participant_id}"


class Reveal(models.Model):
    """That somebody opened a participant's data, and why."""

    data = models.ForeignKey(
        ParticipantData, models.CASCADE, verbose_name=_("participant data"), related_name="reveals"
    )
    revealed_at = models.DateTimeField(_("revealed at"))
    revealed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("revealed by"), related_name="+"
    )
    reason = models.CharField(_("reason"), max_length=300)

    class Meta:
        verbose_name = _("revealed participant data")
        verbose_name_plural = _("revealed participant data")
        ordering = ["-revealed_at", "-pk"]

    def __str__(self):
        return f"{self.data_id} · {self.revealed_at}"


class ParticipantAggregate(models.Model):
    """How many people of a training were of which sex and age: what stays when the data are erased."""

    training = models.ForeignKey(
        Training, models.CASCADE, verbose_name=_("training"), related_name="participant_aggregates"
    )
    sex = models.CharField(_("sex"), max_length=10, choices=Sex, blank=True)
    #: "25–54" and the like, at the person's start; "" where not known.
    age_group = models.CharField(_("age"), max_length=10, blank=True)
    people = models.PositiveIntegerField(_("people"))

    class Meta:
        verbose_name = _("aggregate of participant data")
        verbose_name_plural = _("aggregates of participant data")
        ordering = ["training", "sex", "age_group"]
        constraints = [
            models.UniqueConstraint(fields=["training", "sex", "age_group"], name="aggregate_once")
        ]

    def __str__(self):
        return f"{self.training}: {self.people}"
