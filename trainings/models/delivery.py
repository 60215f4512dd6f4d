"""What comes with a training day: materials, homework and what was handed in (domain.md §3)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from silab.common.models import Recorded
from trainings.models.application import Application
from trainings.models.participant import Participant
from trainings.models.session import Session


class Material(Recorded):
    """A file or a link for the participants, theirs once the day is over."""

    code_prefix = "MATERJAL"

    session = models.ForeignKey(Session, models.CASCADE, verbose_name=_("session"), related_name="materials")
    title = models.CharField(_("title"), max_length=200)
    url = models.URLField(_("link"), blank=True)
    file = models.FileField(_("file"), upload_to="materials/", blank=True)
    # As the file was called where it came from, made safe; the stored name is random.
    file_name = models.CharField(_("file name"), max_length=120, blank=True, editable=False)

    class Meta:
        verbose_name = _("training material")
        verbose_name_plural = _("training materials")
        ordering = ["session", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(url="") & ~Q(file="")) | (~Q(url="") & Q(file="")),
                name="material_is_file_or_link",
                violation_error_message=_("Give a link or a file, one of the two."),
            )
        ]

    def __str__(self):
        return self.title


class Homework(Recorded):
    """A task of a training day with its deadline."""

    code_prefix = "KODUTÖÖ"

    session = models.ForeignKey(Session, models.CASCADE, verbose_name=_("session"), related_name="homework")
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("task"), blank=True)
    due_at = models.DateTimeField(_("due"))
    by_team = models.BooleanField(
        _("one answer a team"), default=True, help_text=_("Otherwise each participant hands in an own one.")
    )

    class Meta:
        verbose_name = _("homework")
        verbose_name_plural = _("homework")
        ordering = ["session", "due_at", "pk"]

    def __str__(self):
        return self.title

    @property
    def is_due(self) -> bool:
        """Whether its deadline is over; what comes later is marked late, not refused."""
        return self.due_at <= timezone.now()


class Submission(Recorded):
    """A homework as handed in by a team or a participant: text, file or both."""

    code_prefix = "TÖÖ"

    homework = models.ForeignKey(
        Homework, models.CASCADE, verbose_name=_("homework"), related_name="submissions"
    )
    application = models.ForeignKey(
        Application,
        models.CASCADE,
        verbose_name=_("team"),
        null=True,
        blank=True,
        related_name="submissions",
    )
    participant = models.ForeignKey(
        Participant,
        models.CASCADE,
        verbose_name=_("participant"),
        null=True,
        blank=True,
        related_name="submissions",
    )
    text = models.TextField(_("text"), max_length=20000, blank=True)
    file = models.FileField(_("file"), upload_to="homework/", blank=True)
    file_name = models.CharField(_("file name"), max_length=120, blank=True, editable=False)
    handed_in_at = models.DateTimeField(_("handed in at"))
    #: A participant's name: most have no account.
    handed_in_by = models.CharField(_("handed in by"), max_length=150)
    comment = models.TextField(_("trainer’s comment"), max_length=5000, blank=True)

    class Meta:
        verbose_name = _("handed-in homework")
        verbose_name_plural = _("handed-in homework")
        ordering = ["homework", "handed_in_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(application=None, participant__isnull=False)
                | Q(application__isnull=False, participant=None),
                name="submission_of_team_or_participant",
            ),
            models.UniqueConstraint(fields=["homework", "application"], name="submission_once_a_team"),
            models.UniqueConstraint(fields=["homework", "participant"], name="submission_once_a_person"),
        ]

    def __str__(self):
        return f"{self.homework}: {self.handed_in_by}"

    @property
    def is_late(self) -> bool:
        """Whether it came after the deadline."""
        return self.handed_in_at > self.homework.due_at


class ParticipantLink(models.Model):
    """When a participant's personal links were last renewed: links signed before that day no longer open."""

    participant = models.OneToOneField(
        Participant, models.CASCADE, verbose_name=_("participant"), related_name="link"
    )
    renewed_at = models.DateTimeField(_("renewed at"))
    renewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("renewed by"),
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("renewed personal link")
        verbose_name_plural = _("renewed personal links")
        ordering = ["pk"]

    def __str__(self):
        return str(self.participant)
