"""The register: counties, municipalities, their codes and other names over time (domain.md §1)."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.expressions import RawSQL
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from municipalities import mail_domains
from municipalities.enums import MunicipalityKind, OfficialState
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


#: An official's municipalities, those that merged into them, those that had merged into these, and so on.
ANSWERED_FOR = """
WITH RECURSIVE answered (id) AS (
  SELECT municipality_id FROM municipalities_official WHERE user_id = %s AND state = %s
  UNION
  SELECT merged.id FROM municipalities_municipality merged JOIN answered ON merged.merged_into_id = answered.id
)
SELECT id FROM answered
"""


class MunicipalityQuerySet(models.QuerySet):
    """Named questions about municipalities."""

    def valid_on(self, day: date):
        """Municipalities that exist on the day: 79 at the end of 2022, 78 since 19.10.2025."""
        return self.filter(valid_on(day))

    def for_user(self, user):
        """Municipalities whose data the user may open: all for staff; for officials their own and those
        merged into it, one after another, whose records it answers for now."""
        if user.is_staff:
            return self
        if not user.is_authenticated:
            return self.none()
        return self.filter(pk__in=RawSQL(ANSWERED_FOR, [user.pk, OfficialState.APPROVED]))  # noqa: S611

    def of_official(self, user):
        """Municipalities for which the user may act as an approved official; none for strangers."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(officials__user=user.pk, officials__state=OfficialState.APPROVED)

    def with_code(self, day: date):
        """Add `code_then`, the EHAK code in force on the day, None where it is not confirmed."""
        codes = MunicipalityCode.objects.in_force(day).filter(municipality=OuterRef("pk"))
        return self.annotate(code_then=Subquery(codes.values("code")[:1]))


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

    def clean(self):
        """Keep the mail domain as mails write it; refuse one at which anybody can have an address."""
        self.mail_domain = self.mail_domain.strip().lower()
        if self.mail_domain and (problem := mail_domains.problem_of(self.mail_domain)):
            raise ValidationError({"mail_domain": problem})

    @property
    def is_current(self) -> bool:
        """Whether it exists today."""
        return self.is_valid_on(timezone.localdate())

    def is_valid_on(self, day: date) -> bool:
        """Return whether it exists on the day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


class MunicipalityCodeQuerySet(models.QuerySet):
    """Named questions about codes."""

    def in_force(self, day: date):
        """Codes that may be in force on the day, the surest first: a start that is known before one that is not."""
        return (
            self.filter(Q(valid_from=None) | Q(valid_from__lte=day))
            .filter(Q(valid_to=None) | Q(valid_to__gt=day))
            .filter(Q(known_until=None) | Q(known_until__gte=day))
            .order_by(F("valid_from").desc(nulls_last=True), "-code")
        )


class MunicipalityCode(models.Model):
    """An EHAK code with the dates between which it was valid; codes change with borders."""

    municipality = models.ForeignKey(
        Municipality, models.CASCADE, verbose_name=_("municipality"), related_name="codes"
    )
    code = models.CharField(_("EHAK code"), max_length=4)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid until"), null=True, blank=True)
    # For a code that has been replaced on a day that is not known.
    known_until = models.DateField(_("valid at least until"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    objects = MunicipalityCodeQuerySet.as_manager()

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
