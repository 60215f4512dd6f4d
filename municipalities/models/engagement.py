"""How a municipality engages its communities: principles, formats, decisions (domain.md §2)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from municipalities.enums import FormatKind
from municipalities.models.community import Community
from municipalities.models.municipality import Municipality
from silab.common.models import Recorded


class Principles(Recorded):
    """Engagement principles (`kaasamise põhimõtted`): negotiated, then applied."""

    code_prefix = "PM"

    municipality = models.ForeignKey(
        Municipality, models.PROTECT, verbose_name=_("municipality"), related_name="principles"
    )
    title = models.CharField(_("title"), max_length=200)
    negotiated_on = models.DateField(_("negotiated on"), null=True, blank=True)
    negotiated_with = models.CharField(_("negotiated with"), max_length=300, blank=True)
    applied_on = models.DateField(_("applied on"), null=True, blank=True)
    evidence = models.TextField(_("evidence of application"), blank=True)
    evidence_url = models.URLField(_("link to the evidence"), blank=True)
    file = models.FileField(_("file"), upload_to="principles/", blank=True)
    file_name = models.CharField(_("file name"), max_length=120, blank=True, editable=False)

    class Meta:
        verbose_name = _("engagement principles")
        verbose_name_plural = _("engagement principles")
        ordering = ["municipality__sort_key", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(applied_on=None) | models.Q(applied_on__gte=models.F("negotiated_on")),
                name="principles_applied_after_negotiated",
                violation_error_message=_("Principles cannot be applied before they are negotiated."),
            )
        ]

    def __str__(self):
        return self.title


class CocreationFormat(Recorded):
    """A co-creation format (`koosloomeformaat`) that runs in a municipality."""

    code_prefix = "FORM"

    municipality = models.ForeignKey(
        Municipality, models.PROTECT, verbose_name=_("municipality"), related_name="formats"
    )
    kind = models.CharField(_("kind"), max_length=15, choices=FormatKind)
    name = models.CharField(_("name"), max_length=200)
    started_on = models.DateField(_("started"))
    ended_on = models.DateField(_("ended"), null=True, blank=True)
    communities = models.ManyToManyField(
        Community, verbose_name=_("communities"), blank=True, related_name="formats"
    )

    class Meta:
        verbose_name = _("co-creation format")
        verbose_name_plural = _("co-creation formats")
        ordering = ["municipality__sort_key", "started_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_on=None) | models.Q(ended_on__gte=models.F("started_on")),
                name="format_ends_after_start",
                violation_error_message=_("A format cannot end before it starts."),
            )
        ]

    def __str__(self):
        return self.name


class FormatEvent(Recorded):
    """One meeting of a co-creation format: a discussion, a round table."""

    code_prefix = "SÜND"

    format = models.ForeignKey(
        CocreationFormat, models.CASCADE, verbose_name=_("co-creation format"), related_name="events"
    )
    on = models.DateField(_("date"))
    topic = models.CharField(_("topic"), max_length=200)
    communities = models.ManyToManyField(
        Community, verbose_name=_("communities present"), blank=True, related_name="format_events"
    )
    participants = models.PositiveIntegerField(_("people present"), null=True, blank=True)
    notes = models.TextField(_("what was said"), blank=True)

    class Meta:
        verbose_name = _("event of a format")
        verbose_name_plural = _("events of formats")
        ordering = ["-on", "pk"]

    def __str__(self):
        return self.topic


class DecisionParticipation(Recorded):
    """Communities took part in a decision of the municipality, and what it changed."""

    code_prefix = "OTS"

    municipality = models.ForeignKey(
        Municipality, models.PROTECT, verbose_name=_("municipality"), related_name="participations"
    )
    decision = models.CharField(_("decision"), max_length=200)
    on = models.DateField(_("date"))
    communities = models.ManyToManyField(
        Community, verbose_name=_("communities"), blank=True, related_name="participations"
    )
    what_changed = models.TextField(_("what changed"), blank=True)

    class Meta:
        verbose_name = _("participation in a decision")
        verbose_name_plural = _("participation in decisions")
        ordering = ["-on", "pk"]

    def __str__(self):
        return self.decision
