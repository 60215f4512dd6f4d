"""A training's days (domain.md §3)."""

from decimal import Decimal

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from silab.common.models import Recorded
from trainings.models.training import Training


class Session(Recorded):
    """One training day or part of it (`koolituspäev`, `töötuba`)."""

    code_prefix = "PÄEV"

    training = models.ForeignKey(
        Training, models.CASCADE, verbose_name=_("training"), related_name="sessions"
    )
    group = models.ForeignKey(
        "trainings.Group",
        models.CASCADE,
        verbose_name=_("group"),
        null=True,
        blank=True,
        related_name="sessions",
        help_text=_("Empty: for everybody."),
    )
    number = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=200)
    starts_at = models.DateTimeField(_("starts"), db_index=True)
    ends_at = models.DateTimeField(_("ends"))
    place = models.CharField(_("place or link"), max_length=300, blank=True)
    topics = models.TextField(_("topics"), blank=True, help_text=_("One a line."))

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["training", "number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["training", "number"],
                condition=models.Q(group=None),
                name="session_number_once",
                violation_error_message=_("This training already has a session of this number."),
            ),
            models.UniqueConstraint(
                fields=["group", "number"],
                name="session_number_once_a_group",
                violation_error_message=_("This group already has a session of this number."),
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="session_ends_after_start",
                violation_error_message=_("A session cannot end before it starts."),
            ),
        ]

    def __str__(self):
        return f"{self.number}. {self.title}"

    @property
    def has_begun(self) -> bool:
        """Whether attendance can be marked."""
        return self.starts_at <= timezone.now()

    @property
    def is_over(self) -> bool:
        """Whether its materials are the participants' by now."""
        return self.ends_at <= timezone.now()

    def is_for(self, participant) -> bool:
        """Whether the participant is asked to come: to the own group's sessions and to everybody's."""
        return self.group_id is None or self.group_id == participant.group_id

    @property
    def hours(self) -> Decimal:
        """Its length in hours, one decimal."""
        seconds = (self.ends_at - self.starts_at).total_seconds()
        return (Decimal(seconds) / 3600).quantize(Decimal("0.1"))
