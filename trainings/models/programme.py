"""What a programme adds to a training: groups, trainers, undertakings in versions (domain.md §3)."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from silab.common.models import Recorded
from trainings.models.training import Training


class Group(Recorded):
    """A group (`rühm`) of a training: a city or on-line, with so many places.

    A place is a team's in a programme and a person's in an open training.
    """

    code_prefix = "RÜHM"

    training = models.ForeignKey(Training, models.CASCADE, verbose_name=_("training"), related_name="groups")
    name = models.CharField(_("name"), max_length=100, help_text=_("The city, or “on-line”."))
    place = models.CharField(_("place or link"), max_length=300, blank=True)
    capacity = models.PositiveSmallIntegerField(
        _("places"),
        validators=[MinValueValidator(1)],
        help_text=_("Teams in a programme, people in an open training."),
    )

    class Meta:
        verbose_name = _("group")
        verbose_name_plural = _("groups")
        ordering = ["training", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["training", "name"],
                name="group_name_once",
                violation_error_message=_("This training already has a group of this name."),
            )
        ]

    def __str__(self):
        return self.name


class Trainer(Recorded):
    """Who trains; with an account, a trainer sees the own groups."""

    code_prefix = "KOOLITAJA"

    training = models.ForeignKey(
        Training, models.CASCADE, verbose_name=_("training"), related_name="trainers"
    )
    name = models.CharField(_("name"), max_length=200)
    introduction = models.TextField(_("introduction"), blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("user"),
        null=True,
        blank=True,
        related_name="trainer_of",
    )
    groups = models.ManyToManyField(
        Group,
        verbose_name=_("groups"),
        blank=True,
        related_name="trainers",
        help_text=_("None chosen: all of them."),
    )

    class Meta:
        verbose_name = _("trainer")
        verbose_name_plural = _("trainers")
        ordering = ["training", "pk"]

    def __str__(self):
        return self.name


class Terms(Recorded):
    """A version of a programme's undertakings (`kinnitused`): once accepted by anybody, it never changes."""

    code_prefix = "TINGIMUSED"

    training = models.ForeignKey(Training, models.CASCADE, verbose_name=_("training"), related_name="terms")
    version = models.PositiveSmallIntegerField(_("version"), default=1)

    class Meta:
        verbose_name = _("version of undertakings")
        verbose_name_plural = _("versions of undertakings")
        ordering = ["training", "version"]
        constraints = [models.UniqueConstraint(fields=["training", "version"], name="terms_version_once")]

    def __str__(self):
        return f"{self.training} v{self.version}"


class Undertaking(Recorded):
    """One sentence that an applicant undertakes."""

    code_prefix = "KINNITUS"

    terms = models.ForeignKey(
        Terms, models.CASCADE, verbose_name=_("version of undertakings"), related_name="undertakings"
    )
    number = models.PositiveSmallIntegerField(_("number"))
    text = models.CharField(_("undertaking"), max_length=500)

    class Meta:
        verbose_name = _("undertaking")
        verbose_name_plural = _("undertakings")
        ordering = ["terms", "number"]
        constraints = [models.UniqueConstraint(fields=["terms", "number"], name="undertaking_number_once")]

    def __str__(self):
        return self.text
