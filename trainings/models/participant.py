"""Who takes part in a training (domain.md §3)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from silab.common.models import Recorded
from trainings.enums import ParticipantRole
from trainings.models.training import Training


class Participant(Recorded):
    """A person in one training: counted once there, however many sessions (domain.md §10)."""

    code_prefix = "OSAL"

    training = models.ForeignKey(
        Training, models.CASCADE, verbose_name=_("training"), related_name="participants"
    )
    person = models.ForeignKey(
        "accounts.Person", models.PROTECT, verbose_name=_("person"), related_name="participations"
    )
    municipality = models.ForeignKey(
        "municipalities.Municipality",
        models.PROTECT,
        verbose_name=_("municipality"),
        null=True,
        blank=True,
        related_name="participants",
    )
    role = models.CharField(_("role"), max_length=10, choices=ParticipantRole)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    group = models.ForeignKey(
        "trainings.Group",
        models.PROTECT,
        verbose_name=_("group"),
        null=True,
        blank=True,
        related_name="participants",
    )
    member = models.OneToOneField(
        "trainings.Member",
        models.SET_NULL,
        verbose_name=_("member of the team"),
        null=True,
        blank=True,
        editable=False,
        related_name="participant",
    )
    left_on = models.DateField(_("left on"), null=True, blank=True)
    left_because = models.CharField(_("why"), max_length=300, blank=True)
    # Kept by trainings/presence.py out of the marks, so that measures need not read a million of them (speed.md).
    first_there_on = models.DateField(_("first there on"), null=True, blank=True, editable=False)
    completed_on = models.DateField(_("completed on"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        indexes = [
            models.Index(
                fields=["first_there_on", "training", "municipality"], name="participant_first_there"
            ),
            models.Index(fields=["completed_on", "training", "municipality"], name="participant_completed"),
        ]
        ordering = ["training", "person__sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["training", "person"],
                name="participant_once",
                violation_error_message=_("This person is already a participant of this training."),
            )
        ]

    def __str__(self):
        return str(self.person)
