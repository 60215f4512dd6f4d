"""Trainings: courses, their runs, days and participants (domain.md §3)."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from silab.common.models import Named, Recorded
from trainings.enums import Audience, ParticipantRole, Track, TrainingKind, TrainingState


class Course(Recorded):
    """A developed course that trainings follow."""

    code_prefix = "KURSUS"

    title = models.CharField(_("title"), max_length=200)
    track = models.CharField(_("track"), max_length=12, choices=Track)
    developed_on = models.DateField(_("developed on"), null=True, blank=True)
    contract = models.ForeignKey(
        "accounts.Contract",
        models.PROTECT,
        verbose_name=_("contract"),
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")
        ordering = ["title", "pk"]

    def __str__(self):
        return self.title


class TrainingQuerySet(models.QuerySet):
    """Named questions about trainings."""

    def for_user(self, user):
        """Trainings whose record the user may open: all for staff, else none."""
        return self if user.is_staff else self.none()


class Training(Named, Recorded):
    """One training: an open one for single persons or a programme for teams."""

    code_prefix = "KOOL"

    slug = models.SlugField(_("short name"), unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=TrainingKind, default=TrainingKind.OPEN)
    track = models.CharField(_("track"), max_length=12, choices=Track)
    audience = models.CharField(_("audience"), max_length=12, choices=Audience)
    course = models.ForeignKey(
        Course, models.PROTECT, verbose_name=_("course"), null=True, blank=True, related_name="trainings"
    )
    # Measures of a contract count only what was done under it: the Kodukant programme's days are not ours.
    contract = models.ForeignKey(
        "accounts.Contract",
        models.PROTECT,
        verbose_name=_("contract"),
        null=True,
        blank=True,
        related_name="trainings",
    )
    state = models.CharField(_("state"), max_length=10, choices=TrainingState, default=TrainingState.PLANNED)
    place = models.CharField(_("place"), max_length=200, blank=True)
    description = models.TextField(_("description"), blank=True)
    # The completion rule (domain.md §10): whoever was at so many sessions is a trained person.
    completion_sessions = models.PositiveSmallIntegerField(
        _("sessions needed to complete it"), default=1, validators=[MinValueValidator(1)]
    )

    objects = TrainingQuerySet.as_manager()

    class Meta(Named.Meta):
        verbose_name = _("training")
        verbose_name_plural = _("trainings")

    def get_absolute_url(self):
        return reverse("trainings:detail", args=[self.slug])

    def can_be_held(self, sessions) -> bool:
        """Whether it only waits to be marked as held: planned, and all of its `sessions` are over."""
        now = timezone.now()
        is_over = bool(sessions) and all(session.ends_at <= now for session in sessions)
        return is_over and self.state == TrainingState.PLANNED


class Session(Recorded):
    """One training day or part of it (`koolituspäev`, `töötuba`)."""

    code_prefix = "PÄEV"

    training = models.ForeignKey(
        Training, models.CASCADE, verbose_name=_("training"), related_name="sessions"
    )
    number = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=200)
    starts_at = models.DateTimeField(_("starts"), db_index=True)
    ends_at = models.DateTimeField(_("ends"))
    place = models.CharField(_("place or link"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["training", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["training", "number"],
                name="session_number_once",
                violation_error_message=_("This training already has a session of this number."),
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
    def hours(self) -> Decimal:
        """Its length in hours, one decimal."""
        seconds = (self.ends_at - self.starts_at).total_seconds()
        return (Decimal(seconds) / 3600).quantize(Decimal("0.1"))


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

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
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
