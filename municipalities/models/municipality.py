"""The register: counties, municipalities, their codes and other names over time (domain.md §1)."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from municipalities.enums import MunicipalityKind
from silab.common.models import Named, Recorded
from silab.common.text import search_key


def valid_on(day: date, prefix: str = "") -> Q:
    """Return the condition that a municipality (at `prefix`, such as "municipality__") is valid on `day`."""
    return Q(**{f"{prefix}valid_from__lte": day}) & (
        Q(**{f"{prefix}valid_to": None}) | Q(**{f"{prefix}valid_to__gt": day})
    )


class County(Named):
    """A county (`maakond`)."""

    code = models.CharField(_("EHAK code"), max_length=4, unique=True)

    class Meta(Named.Meta):
        verbose_name = _("county")
        verbose_name_plural = _("counties")


class MunicipalityQuerySet(models.QuerySet):
    """Named questions about municipalities."""

    def valid_on(self, day: date):
        """Municipalities that exist on the day: 79 at the end of 2022, 78 since 19.10.2025."""
        return self.filter(valid_on(day))

    def for_user(self, user):
        """Municipalities whose data the user may open: all for staff, their own for officials."""
        if user.is_staff:
            return self
        if not user.is_authenticated:
            return self.none()
        return self.filter(officials__user=user.pk, officials__state="approved").distinct()


class Municipality(Named, Recorded):
    """A municipality (`kohalik omavalitsus`, KOV). `valid_to` is the first day on which it is no more."""

    code_prefix = "KOV"

    kind = models.CharField(_("kind"), max_length=4, choices=MunicipalityKind)
    county = models.ForeignKey(
        County, models.PROTECT, verbose_name=_("county"), related_name="municipalities"
    )
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid until"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("merged into"),
        null=True,
        blank=True,
        related_name="predecessors",
    )
    mail_domain = models.CharField(_("mail domain"), max_length=100, blank=True)
    # Its cell in the tile map of Estonia.
    tile_column = models.PositiveSmallIntegerField(_("tile column"), null=True, blank=True)
    tile_row = models.PositiveSmallIntegerField(_("tile row"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)

    objects = MunicipalityQuerySet.as_manager()

    class Meta(Named.Meta):
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")
        constraints = [
            models.UniqueConstraint(
                fields=["name", "valid_from"],
                name="municipality_name_once",
                violation_error_message=_("This municipality is already in the register."),
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=models.F("valid_from")),
                name="municipality_ends_after_start",
                violation_error_message=_("A municipality cannot end before it begins."),
            ),
        ]

    def get_absolute_url(self):
        return reverse("municipalities:detail", args=[self.pk])

    @property
    def is_current(self) -> bool:
        """Whether it exists today."""
        return self.valid_to is None or timezone.localdate() < self.valid_to


class MunicipalityCode(models.Model):
    """An EHAK code with the dates between which it was valid; codes change with borders."""

    municipality = models.ForeignKey(
        Municipality, models.CASCADE, verbose_name=_("municipality"), related_name="codes"
    )
    code = models.CharField(_("EHAK code"), max_length=4)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid until"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("EHAK code")
        verbose_name_plural = _("EHAK codes")
        ordering = ["municipality", "valid_from", "code"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "code"], name="municipality_code_once")
        ]

    def __str__(self):
        return self.code


class MunicipalityAlias(models.Model):
    """Another name by which imports know a municipality ("Saarema")."""

    municipality = models.ForeignKey(
        Municipality, models.CASCADE, verbose_name=_("municipality"), related_name="aliases"
    )
    alias = models.CharField(_("alias"), max_length=200)
    search_key = models.CharField(max_length=200, editable=False, db_index=True)

    class Meta:
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")
        ordering = ["alias"]
        constraints = [models.UniqueConstraint(fields=["municipality", "search_key"], name="alias_once")]

    def __str__(self):
        return self.alias

    def save(self, *args, **kwargs):
        self.search_key = search_key(self.alias)
        super().save(*args, **kwargs)
