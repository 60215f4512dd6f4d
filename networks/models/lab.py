"""Co-creation labs (`koosloomelabor`): the model, the pilots and the money they raised (domain.md §5)."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from networks.enums import LabState
from silab.common.models import Named, Recorded


class LabModel(Recorded):
    """A version of how labs are run."""

    code_prefix = "LABMUDEL"

    title = models.CharField(_("title"), max_length=200)
    version = models.PositiveSmallIntegerField(_("version"), unique=True)
    ready_on = models.DateField(_("ready on"), null=True, blank=True)

    class Meta:
        verbose_name = _("lab model")
        verbose_name_plural = _("lab models")
        ordering = ["-version"]

    def __str__(self):
        return f"{self.title} ({self.version})"


class LabQuerySet(models.QuerySet):
    """Named questions about labs."""

    def for_user(self, user):
        """Labs whose record the user may open: all for staff, else none."""
        return self if user.is_staff else self.none()


class Lab(Named, Recorded):
    """A lab in a municipality around one problem."""

    code_prefix = "LABOR"

    municipality = models.ForeignKey(
        "municipalities.Municipality",
        models.PROTECT,
        verbose_name=_("municipality"),
        null=True,
        blank=True,
        related_name="labs",
    )
    #: Of a lab for a whole region; such a lab counts for no single municipality.
    county = models.ForeignKey(
        "municipalities.County",
        models.PROTECT,
        verbose_name=_("county"),
        null=True,
        blank=True,
        related_name="+",
    )
    model = models.ForeignKey(
        LabModel, models.PROTECT, verbose_name=_("lab model"), null=True, blank=True, related_name="labs"
    )
    problem = models.TextField(_("problem"), blank=True)
    parties = models.TextField(_("parties"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=LabState, default=LabState.PREPARING)
    started_on = models.DateField(_("started"), null=True, blank=True)
    ended_on = models.DateField(_("ended"), null=True, blank=True)
    result = models.TextField(_("result"), blank=True)

    objects = LabQuerySet.as_manager()

    class Meta(Named.Meta):
        verbose_name = _("lab")
        verbose_name_plural = _("labs")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(municipality__isnull=False, county=None)
                | models.Q(municipality=None, county__isnull=False),
                name="lab_has_one_place",
                violation_error_message=_("A lab belongs to a municipality or to a county, one of the two."),
            ),
            models.CheckConstraint(
                condition=models.Q(ended_on=None) | models.Q(ended_on__gte=models.F("started_on")),
                name="lab_ends_after_start",
                violation_error_message=_("A lab cannot end before it starts."),
            ),
        ]

    def get_absolute_url(self):
        return reverse("networks:lab", args=[self.pk])


class LabWorkshop(Recorded):
    """A workshop of a lab."""

    code_prefix = "LABPÄEV"

    lab = models.ForeignKey(Lab, models.CASCADE, verbose_name=_("lab"), related_name="workshops")
    on = models.DateField(_("date"))
    topic = models.CharField(_("topic"), max_length=200)
    participants = models.PositiveIntegerField(_("people present"), null=True, blank=True)
    outcome = models.TextField(_("what came of it"), blank=True)

    class Meta:
        verbose_name = _("workshop of a lab")
        verbose_name_plural = _("workshops of labs")
        ordering = ["lab", "on", "pk"]

    def __str__(self):
        return self.topic


class LabFunding(Recorded):
    """Money that a lab raised (`kaasatud raha`), in EUR."""

    code_prefix = "RAHA"

    lab = models.ForeignKey(Lab, models.CASCADE, verbose_name=_("lab"), related_name="fundings")
    source = models.CharField(_("source"), max_length=200)
    on = models.DateField(_("date"))
    amount = models.DecimalField(_("amount, €"), max_digits=12, decimal_places=2)

    class Meta:
        verbose_name = _("money raised")
        verbose_name_plural = _("money raised")
        ordering = ["-on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount__gt=0),
                name="lab_funding_positive",
                violation_error_message=_("Money raised must be more than 0 €."),
            )
        ]

    def __str__(self):
        return self.source
