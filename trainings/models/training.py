"""Trainings: courses and their runs, with the call and the rules of each (domain.md §3)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from silab.common.models import Named, Recorded
from trainings.enums import Audience, Track, TrainingKind, TrainingState


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

    def latest_first(self):
        """Those without a day yet before all others, which are to come or have been."""
        return self.order_by(F("begins_on").desc(nulls_first=True), "pk")

    def for_user(self, user):
        """Trainings whose record the user may open: all for staff, else none."""
        return self if user.is_staff else self.none()


class Training(Named, Recorded):
    """One training: an open one for single persons, a programme for teams, or an information day."""

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
    # Who completes it (domain.md §3, §10): trainings/presence.py keeps the day on each participant.
    completion_share = models.PositiveSmallIntegerField(
        _("share of the sessions needed to complete it, %"),
        default=100,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("100: every session. A part of a session counts."),
    )
    completion_homework = models.BooleanField(_("completing takes all homework"), default=False)
    # The call: the public page and the window, which the server keeps to the second.
    is_public = models.BooleanField(
        _("the call is published"), default=False, help_text=_("Its page is open to everyone.")
    )
    call_text = models.TextField(_("call"), blank=True, help_text=_("Markdown."))
    conditions = models.TextField(_("conditions"), blank=True, help_text=_("Markdown."))
    contact_name = models.CharField(_("contact"), max_length=150, blank=True)
    contact_email = models.EmailField(_("contact’s e-mail address"), blank=True)
    contact_phone = models.CharField(_("contact’s phone"), max_length=40, blank=True)
    opens_at = models.DateTimeField(_("applications from"), null=True, blank=True)
    closes_at = models.DateTimeField(_("applications until"), null=True, blank=True)
    # An information day counts in no measure and belongs to the programme that it recruits for.
    recruits_for = models.ForeignKey(
        "self",
        models.CASCADE,
        verbose_name=_("recruits for"),
        null=True,
        blank=True,
        related_name="info_days",
    )
    # Days that have no date yet are shown from it while a programme is set up.
    copied_from = models.ForeignKey(
        "self",
        models.SET_NULL,
        verbose_name=_("copied from"),
        null=True,
        blank=True,
        editable=False,
        related_name="copies",
    )
    # The team rule; the defaults are those of the 2019 call (domain.md §3).
    min_members = models.PositiveSmallIntegerField(_("members of a team, at least"), default=4)
    max_members = models.PositiveSmallIntegerField(_("members of a team, at most"), default=8)
    min_officials = models.PositiveSmallIntegerField(_("of a municipality, at least"), default=2)
    min_ngo = models.PositiveSmallIntegerField(_("of NGOs, at least"), default=2)
    asks_service = models.BooleanField(
        _("asks for a service idea, the intent to delegate it and the NGO’s experience"), default=True
    )
    asks_cooperation = models.BooleanField(_("asks for earlier co-operation"), default=False)
    replace_until = models.DateField(_("members can be replaced until"), null=True, blank=True)
    # Money in EUR with VAT.
    price = models.DecimalField(_("price"), max_digits=8, decimal_places=2, default=0)
    refund_limit = models.DecimalField(
        _("claimed from the employer of a drop-out, at most"),
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
    )
    mentoring_hours = models.DecimalField(
        _("mentoring hours a team"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    advisory_places = models.PositiveSmallIntegerField(
        _("places of the advisory programme"), null=True, blank=True, help_text=_("Empty: there is none.")
    )
    advisory_until = models.DateTimeField(_("applications for advice until"), null=True, blank=True)
    # Mails around a session; empty: none.
    notice_days = models.PositiveSmallIntegerField(
        _("notice before a session, days"), null=True, blank=True, default=7
    )
    reminder_days = models.PositiveSmallIntegerField(
        _("reminder before a session, days"), null=True, blank=True, default=1
    )
    needs_participant_data = models.BooleanField(_("the funder asks for participant data"), default=False)
    data_notice = models.TextField(_("the funder’s notice"), blank=True, help_text=_("Markdown."))
    data_kept_until = models.DateField(_("participant data are kept until"), null=True, blank=True)

    # The first session's day, kept by trainings/presence.py: lists of thousands are in its order.
    begins_on = models.DateField(_("begins"), null=True, blank=True, editable=False)

    objects = TrainingQuerySet.as_manager()

    class Meta(Named.Meta):
        verbose_name = _("training")
        verbose_name_plural = _("trainings")
        indexes = [models.Index(fields=["-begins_on", "id"], name="training_latest")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes_at=None) | models.Q(closes_at__gt=models.F("opens_at")),
                name="call_closes_after_opening",
                violation_error_message=_("The call cannot close before it opens."),
            ),
            models.CheckConstraint(
                condition=models.Q(max_members__gte=models.F("min_members")),
                name="team_rule_holds_together",
                violation_error_message=_("A team cannot have to be larger than it may be."),
            ),
        ]

    def get_absolute_url(self):
        return reverse("trainings:detail", args=[self.slug])

    @property
    def is_open(self) -> bool:
        """Whether applications are taken right now, by the server's clock (domain.md §3)."""
        if not self.is_public or self.opens_at is None or self.closes_at is None:
            return False
        return self.opens_at <= timezone.now() < self.closes_at

    @property
    def is_programme(self) -> bool:
        """Whether teams take it, not single persons."""
        return self.kind == TrainingKind.PROGRAMME

    def can_be_held(self, sessions) -> bool:
        """Whether it only waits to be marked as held: planned, and all of its `sessions` are over."""
        now = timezone.now()
        is_over = bool(sessions) and all(session.ends_at <= now for session in sessions)
        return is_over and self.state == TrainingState.PLANNED
