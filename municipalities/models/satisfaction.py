"""Residents' satisfaction with inclusion (`rahulolu kaasamisega`)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from municipalities.models.municipality import Municipality
from silab.common.models import Recorded


class Satisfaction(Recorded):
    """What share of residents is satisfied, in per cent, by Minuomavalitsus every second year."""

    code_prefix = "RAHU"

    municipality = models.ForeignKey(
        Municipality, models.PROTECT, verbose_name=_("municipality"), related_name="satisfactions"
    )
    year = models.PositiveSmallIntegerField(_("survey year"))
    percentage = models.DecimalField(
        _("satisfied, %"),
        max_digits=4,
        decimal_places=1,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    respondents = models.PositiveIntegerField(_("respondents"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("satisfaction with inclusion")
        verbose_name_plural = _("satisfaction with inclusion")
        ordering = ["municipality__sort_key", "year"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "year"],
                name="satisfaction_once_a_year",
                violation_error_message=_("This year's satisfaction is already recorded."),
            )
        ]

    def __str__(self):
        return f"{self.municipality} {self.year}"
