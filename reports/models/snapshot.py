"""Frozen figures: what a report prints, with the identities of the records counted (domain.md §11)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from reports.enums import TargetKind
from reports.models.report import AnnualReport
from silab.common.models import Recorded


class Frozen(Exception):
    """Frozen figures were to be changed."""


class SnapshotQuerySet(models.QuerySet):
    """Named questions about frozen figures."""

    def for_user(self, user):
        """All for staff; for a funder those of reports that were sent to it."""
        if user.is_staff:
            return self
        return self.filter(pk__in=AnnualReport.objects.for_user(user).values("snapshot"))


class FrozenFigures(models.Model):
    """What a report prints, at one moment. Never changed: taking figures again makes new ones.

    What they are of is the concrete snapshot's; its `evidence` are the records counted.
    """

    #: JSON, Decimals as strings.
    figures = models.JSONField(_("figures"))
    sha256 = models.CharField(max_length=64)
    taken_at = models.DateTimeField(_("taken at"))
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise Frozen(f"{self._meta.object_name} {self.pk} cannot be changed")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise Frozen(f"{self._meta.object_name} {self.pk} cannot be deleted")

    def seal(self, figures: dict, sha256: str) -> None:
        """Write the figures, once, after their evidence; raise Frozen the second time."""
        unsealed = type(self)._default_manager.filter(pk=self.pk, sha256="")
        if not unsealed.update(figures=figures, sha256=sha256):
            raise Frozen(f"{self._meta.object_name} {self.pk} is sealed")
        self.figures, self.sha256 = figures, sha256


class Snapshot(FrozenFigures):
    """The figures of a contract's year, as reports/snapshot.py builds them."""

    contract = models.ForeignKey("accounts.Contract", models.PROTECT, related_name="snapshots")
    year = models.PositiveSmallIntegerField(_("year"))

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        verbose_name = _("frozen figures")
        verbose_name_plural = _("frozen figures")
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.contract} {self.year}"


class FrozenEvidence(models.Model):
    """One record counted by one figure; whose figures, the concrete `snapshot` says."""

    figure = models.CharField(max_length=80)
    place = models.PositiveIntegerField()
    code = models.CharField(max_length=40)
    label = models.CharField(max_length=300)
    on = models.DateField(null=True)
    municipality = models.CharField(max_length=200, blank=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    model = models.CharField(max_length=60)
    record = models.BigIntegerField()

    class Meta:
        abstract = True

    def __str__(self):
        return self.code

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise Frozen(f"Evidence of snapshot {self.snapshot_id} cannot be changed")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise Frozen(f"Evidence of snapshot {self.snapshot_id} cannot be deleted")


class SnapshotEvidence(FrozenEvidence):
    """One record counted by one figure of a snapshot."""

    snapshot = models.ForeignKey(Snapshot, models.CASCADE, related_name="evidence")

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["snapshot", "figure", "place"]
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "figure", "place"], name="evidence_place_once")
        ]


class Correction(Recorded):
    """A number set by hand in place of a computed one, with its reason; it prints with a mark (domain.md §10)."""

    code_prefix = "PARANDUS"

    contract = models.ForeignKey(
        "accounts.Contract", models.CASCADE, verbose_name=_("contract"), related_name="corrections"
    )
    year = models.PositiveSmallIntegerField(_("year"))
    measure = models.CharField(_("measure"), max_length=80)
    kind = models.CharField(_("kind"), max_length=10, choices=TargetKind, default=TargetKind.INCREMENT)
    amount = models.DecimalField(_("amount"), max_digits=12, decimal_places=2)
    reason = models.TextField(_("reason"))

    class Meta:
        verbose_name = _("marked correction")
        verbose_name_plural = _("marked corrections")
        ordering = ["contract", "year", "measure"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "year", "measure", "kind"], name="correction_once")
        ]

    def __str__(self):
        return f"{self.measure} {self.year}"
