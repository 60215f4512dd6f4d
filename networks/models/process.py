"""A municipality's way through the engagement model (domain.md §4)."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from networks.enums import EvidenceRule
from silab.common.models import Recorded


class ModelStage(Recorded):
    """A stage of the engagement model, in its order; staff edit them (domain.md §4)."""

    code_prefix = "ETAPP"

    order = models.PositiveSmallIntegerField(_("order"))
    title = models.CharField(_("stage"), max_length=150)
    purpose = models.TextField(_("what it is for"), blank=True)
    tools = models.TextField(_("tools"), blank=True, help_text=_("Markdown: methods, guides, links."))
    evidence_rule = models.CharField(
        _("fulfilled by"), max_length=12, choices=EvidenceRule, default=EvidenceRule.ADVISER
    )
    in_use = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("stage of the model")
        verbose_name_plural = _("stages of the model")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["order"],
                condition=models.Q(in_use=True),
                name="stage_order_once",
                violation_error_message=_("Another stage already has this place in the order."),
            )
        ]

    def __str__(self):
        return self.title


class EngagementProcess(Recorded):
    """A municipality has begun to build its engagement model with Silab's support."""

    code_prefix = "MUDEL"

    municipality = models.ForeignKey(
        "municipalities.Municipality",
        models.PROTECT,
        verbose_name=_("municipality"),
        related_name="processes",
    )
    started_on = models.DateField(_("started"))
    ended_on = models.DateField(_("ended"), null=True, blank=True)
    adviser = models.CharField(_("adviser"), max_length=150, blank=True)
    notes = models.TextField(_("notes"), blank=True)
    is_pilot = models.BooleanField(_("pilot"), default=False)
    evaluated_on = models.DateField(_("evaluated on"), null=True, blank=True)
    evaluation = models.TextField(_("evaluation"), blank=True)

    class Meta:
        verbose_name = _("engagement process")
        verbose_name_plural = _("engagement processes")
        ordering = ["municipality__sort_key", "started_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality"],
                condition=models.Q(ended_on=None),
                name="process_open_once",
                violation_error_message=_("This municipality already has an open process."),
            ),
            models.CheckConstraint(
                condition=models.Q(ended_on=None) | models.Q(ended_on__gte=models.F("started_on")),
                name="process_ends_after_start",
                violation_error_message=_("A process cannot end before it begins."),
            ),
            models.CheckConstraint(
                condition=models.Q(evaluated_on=None) | models.Q(evaluated_on__gte=models.F("started_on")),
                name="process_evaluated_after_start",
                violation_error_message=_("A process cannot be evaluated before it begins."),
            ),
        ]

    def __str__(self):
        return str(self.municipality)


class StageCompletion(Recorded):
    """A stage that a municipality has reached: by which evidence, on which day, confirmed by whom."""

    code_prefix = "SAMM"

    process = models.ForeignKey(
        EngagementProcess, models.CASCADE, verbose_name=_("process"), related_name="completions"
    )
    stage = models.ForeignKey(
        ModelStage, models.PROTECT, verbose_name=_("stage of the model"), related_name="completions"
    )
    #: The day on which the evidence became true, not the day of the tick.
    reached_on = models.DateField(_("reached on"))
    evidence = models.TextField(_("evidence"))
    #: Codes of the records that fulfil it ("KOGU-12, EEST-4"), empty where the adviser's word stands alone.
    record_codes = models.CharField(_("records"), max_length=500, blank=True)
    confirmed_at = models.DateTimeField(_("confirmed at"))
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("confirmed by"), null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("reached stage")
        verbose_name_plural = _("reached stages")
        ordering = ["process", "stage__order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["process", "stage"], name="stage_reached_once"),
            models.CheckConstraint(
                condition=~models.Q(evidence=""),
                name="stage_has_evidence",
                violation_error_message=_("A stage is reached by evidence: write what it is."),
            ),
        ]

    def __str__(self):
        return f"{self.process} · {self.stage}"


class Advice(Recorded):
    """A conversation of an adviser with a municipality in its process, in hours."""

    code_prefix = "NÕUANNE"

    process = models.ForeignKey(
        EngagementProcess, models.CASCADE, verbose_name=_("process"), related_name="advice"
    )
    on = models.DateField(_("date"))
    adviser = models.CharField(_("adviser"), max_length=150)
    hours = models.DecimalField(
        _("hours"), max_digits=4, decimal_places=1, validators=[MinValueValidator(0), MaxValueValidator(24)]
    )
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("advice")
        verbose_name_plural = _("advice")
        ordering = ["-on", "-pk"]

    def __str__(self):
        return f"{self.process} · {self.adviser}"


class PilotInterest(Recorded):
    """An official told of their interest in a pilot; 14 had by the start of 2022 (domain.md §4)."""

    code_prefix = "HUVI"

    municipality = models.ForeignKey(
        "municipalities.Municipality",
        models.PROTECT,
        verbose_name=_("municipality"),
        related_name="pilot_interests",
    )
    told_on = models.DateField(_("told on"))
    person = models.ForeignKey(
        "accounts.Person",
        models.PROTECT,
        verbose_name=_("person"),
        null=True,
        blank=True,
        related_name="pilot_interests",
    )
    note = models.TextField(_("note"), blank=True)
    process = models.ForeignKey(
        EngagementProcess,
        models.SET_NULL,
        verbose_name=_("process"),
        null=True,
        blank=True,
        related_name="interests",
    )

    class Meta:
        verbose_name = _("interest in a pilot")
        verbose_name_plural = _("interest in pilots")
        ordering = ["-told_on", "pk"]

    def __str__(self):
        return str(self.municipality)
