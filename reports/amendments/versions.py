"""The plan as of any date: today's rows with what later amendments did undone (domain.md §9)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from reports.amendments.rows import from_json, keyed, plan_of
from reports.importing.changes import Change, changes_between
from reports.models import Amendment, AmendmentChange
from reports.rows import PlanRows


@dataclass(frozen=True)
class Version:
    """A plan and from when it holds; `amendment` None is the plan as it was first agreed."""

    amendment: Amendment | None
    since: date
    number: int

    @property
    def is_original(self) -> bool:
        """Whether no amendment had changed it yet."""
        return self.amendment is None


def versions_of(contract, **told) -> list[Version]:
    """Return the contract's plans in their order: the original, then one after each amendment.

    `told`: annotations of the amendments.
    """
    amendments = Amendment.objects.filter(contract=contract, applied_at__isnull=False).annotate(**told)
    later = [
        Version(row, row.decided_on, number)
        for number, row in enumerate(amendments.order_by("decided_on", "pk"), 1)
    ]
    return [Version(None, contract.starts_on, 0), *later]


def version_of_year(contract, year: int) -> Version:
    """Return the plan that a year goes by: the last amendment that touches its rows or the period's targets.

    One query, whatever the number of amendments.
    """
    own = Q(key=str(year)) | Q(key__startswith=f"{year}/") | Q(sheet="period_targets")
    touching = AmendmentChange.objects.filter(own, amendment=OuterRef("pk"))
    versions = versions_of(contract, touches=Exists(touching))
    found = [row for row in versions if row.amendment is None or row.amendment.touches]  # type: ignore[attr-defined]
    return found[-1]


def plan_as_of(contract, day: date) -> PlanRows:
    """Return the plan as it was in force on `day`; an amendment holds from its own day on."""
    later = Amendment.objects.filter(contract=contract, applied_at__isnull=False, decided_on__gt=day)
    return _undone(PlanRows.of(contract), later)


def plan_before(amendment: Amendment) -> PlanRows:
    """Return the plan that an amendment found, on a day with several of them too."""
    others = Amendment.objects.filter(contract=amendment.contract, applied_at__isnull=False)
    later = [row for row in others.order_by("decided_on", "pk") if _order(row) >= _order(amendment)]
    return _undone(
        PlanRows.of(amendment.contract), Amendment.objects.filter(pk__in=[row.pk for row in later])
    )


def compare(contract, first: date, second: date) -> list[Change]:
    """Return what the plan of `second` adds to, changes in and takes from the plan of `first`."""
    return changes_between(plan_as_of(contract, first), plan_as_of(contract, second))


def _undone(plan, amendments):
    rows = keyed(plan)
    for amendment in amendments.order_by("-decided_on", "-pk").prefetch_related("changes"):
        for change in amendment.changes.all():
            if change.before is None:
                rows[change.sheet].pop(change.key, None)
            else:
                rows[change.sheet][change.key] = from_json(change.sheet, change.before)
    return plan_of(rows)


def _order(amendment):
    return amendment.decided_on, amendment.pk
