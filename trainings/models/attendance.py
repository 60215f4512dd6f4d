"""Attendance: who was there (domain.md §3)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from silab.common.models import Recorded
from trainings.enums import Presence
from trainings.models.participant import Participant
from trainings.models.session import Session


class Attendance(Recorded):
    """A mark of one participant at one session."""

    code_prefix = "KOHAL"
    days_are_kept = False  # whether whoever saves it keeps the participant's days (trainings/presence.py)

    session = models.ForeignKey(
        Session,
        models.CASCADE,
        verbose_name=_("session"),
        related_name="attendances",
        db_index=False,  # the index below begins with it
    )
    participant = models.ForeignKey(
        Participant, models.CASCADE, verbose_name=_("participant"), related_name="attendances"
    )
    presence = models.CharField(_("presence"), max_length=10, choices=Presence)
    hours = models.DecimalField(_("hours"), max_digits=4, decimal_places=1, null=True, blank=True)
    marked_at = models.DateTimeField(_("marked at"))
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("marked by"), null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        ordering = ["session", "participant"]
        constraints = [
            models.UniqueConstraint(fields=["session", "participant"], name="attendance_once"),
        ]
        # Measures read a million marks: session, presence and participant from the index alone (speed.md).
        indexes = [models.Index(fields=["session", "presence", "participant"], name="attendance_measured")]

    def __str__(self):
        return f"{self.participant_id}: {self.get_presence_display()}"
