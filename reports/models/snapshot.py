"""Frozen figures: what a report prints, with the identities of the records counted (domain.md §11)."""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from reports.enums import TargetKind
from reports.models.report import AnnualReport
from silab.common.models import Recorded


class Frozen(Exception):
    """Frozen figures were to be changed."""


class FrozenRecord(NamedTuple):
    """One record that a figure counts, as it read when the figures were taken; `place` from 1."""

    figure: str
    place: int
    code: str
    label: str
    on: date | None
    municipality: str
    amount: Decimal | None
    model: str
    record: int | None


class SnapshotQuerySet(models.QuerySet):
    """Named questions about frozen figures."""

    def for_user(self, user):
        """All for staff; for a funder those of reports that were sent to it."""
        if user.is_staff:
            return self
        return self.filter(pk__in=AnnualReport.objects.for_user(user).values("snapshot"))


class FrozenFigures(models.Model):
    """What a report prints, at one moment. Never changed: taking figures again makes new ones.

    What they are of is the concrete snapshot's; its `pages` hold the records counted.
    """

    pages: Any  # given by the concrete page's key
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

    def records(self, *figures: str, after: int = 0, to: int | None = None) -> Iterator[FrozenRecord]:
        """Yield what these figures count, or all of them, in order of figure and place, a page at a time.

        `after` and `to` leave out the places up to the one and beyond the other.
        """
        pages = self.pages.order_by("figure", "first").filter(last__gt=after)
        if figures:
            pages = pages.filter(figure__in=figures)
        if to is not None:
            pages = pages.filter(first__lte=to)
        for page in pages.iterator(chunk_size=5):
            yield from page.records(after, to)


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


class EvidencePage(models.Model):
    """Up to a thousand of the records that a figure counts, in their order; whose figures, the concrete
    `snapshot` says.

    Evidence is written whole and read whole or from its start: a row for each record took the database three
    times as long as it takes to count them (docs/speed.md).
    """

    figure = models.CharField(max_length=80)
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()
    model = models.CharField(max_length=60)
    #: JSON as it went into the snapshot's SHA-256: [code, label, ISO date, municipality, amount, primary key] each.
    told = models.TextField()

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.figure} {self.first}–{self.last}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise Frozen(f"Evidence of snapshot {self.snapshot_id} cannot be changed")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise Frozen(f"Evidence of snapshot {self.snapshot_id} cannot be deleted")

    def records(self, after: int = 0, to: int | None = None) -> Iterator[FrozenRecord]:
        """Yield the page's records, those after the one place and not beyond the other."""
        begin = max(after + 1, self.first)
        told = json.loads(self.told)[begin - self.first : None if to is None else max(0, to + 1 - self.first)]
        for place, (code, label, on, municipality, amount, record) in enumerate(told, begin):
            yield FrozenRecord(
                self.figure,
                place,
                code,
                label,
                on and date.fromisoformat(on),
                municipality,
                amount and Decimal(amount),
                self.model,
                record,
            )


class SnapshotPage(EvidencePage):
    """A page of a snapshot's evidence."""

    snapshot = models.ForeignKey(Snapshot, models.CASCADE, related_name="pages")

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["snapshot", "figure", "first"]
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "figure", "first"], name="snapshot_page_once")
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
