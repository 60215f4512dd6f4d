"""Taking figures: everything a report prints, frozen with the identities of the records that were counted.

The last step but one of the way from a record to a printed figure (docs/architecture.md)."""

import hashlib
import json
from contextlib import contextmanager
from decimal import Decimal
from itertools import islice

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone, translation

from reports.achievement import Achievement, achieved
from reports.amendments.versions import version_of_year
from reports.annual.form import form_of, frozen
from reports.figures import count_figures
from reports.models import Goal, Snapshot
from silab import measures
from silab.measures import Period

#: Records on a page of evidence, and pages written at once: memory does not grow with what is counted (speed.md).
PAGE, PAGES = 1000, 20


def take_snapshot(*, contract, year: int, by, at=None, progress=lambda percent, step: None) -> Snapshot:
    """Freeze the figures of a contract's year as they are at `at` (now) and return them.

    All is read from one state of the database. Two snapshots of the same data have the same `sha256`.
    `progress(percent, step)` is told which figure's records are being kept.
    """
    at = at or timezone.now()
    # The labels of evidence are kept in the portal's own language, whoever asks.
    with translation.override(settings.LANGUAGE_CODE), one_state_of_the_database():
        achievement = achieved(contract, year, today=timezone.localdate(at), count=count_figures)
        snapshot = Snapshot.objects.create(
            contract=contract, year=year, figures={}, sha256="", taken_at=at, taken_by=by
        )
        evidence = EvidenceWriter(snapshot, contract=contract)
        asked = figures_of(achievement)
        for place, (name, (code, period)) in enumerate(asked.items()):
            measure = measures.get(code)
            progress(10 + 85 * place // len(asked), str(measure.title))
            evidence.keep(name, measure, period)
        figures = printed(achievement, evidence.kept)
        snapshot.seal(figures, fingerprint(figures, evidence.digest))
    return snapshot


def figures_of(achievement: Achievement) -> dict[str, tuple[str, Period]]:
    """Return each distinct figure by its name, in order of name; measures that no app declares are left out."""
    known = measures.all_measures()
    asked = [(result.target.measure, result.period) for result in achievement.targets]
    asked += [(result.target.measure, result.period) for result in achievement.period_targets]
    asked += [(result.indicator.measure, result.period) for result in achievement.indicators]
    found = {figure_name(code, period): (code, period) for code, period in asked if period and code in known}
    return dict(sorted(found.items()))


def figure_name(code: str, period: Period) -> str:
    """Name a figure: "trainings.participants:2021-05-01:2021-12-31"."""
    return f"{code}:{period.first}:{period.last}"


def printed(achievement: Achievement, evidence: dict[str, dict]) -> dict:
    """Return what is printed, as JSON: decimals as strings, None for no data; `evidence` by figure."""
    contract = achievement.contract
    by_goal: dict[int, list] = {}
    for result in achievement.indicators:
        by_goal.setdefault(result.indicator.goal_id, []).append(_indicator(result))
    goals = Goal.objects.filter(contract=contract).prefetch_related("outcomes").order_by("number")
    return {
        "format": 1,
        "contract": {
            "slug": contract.slug,
            "title": contract.title,
            "funder": contract.funder_name,
            "field_of_action": contract.field_of_action,
        },
        "year": achievement.year,
        "form": frozen(form_of(contract)),
        "plan_version": _plan_version(contract, achievement.year),
        "goals": [_goal(goal, by_goal.get(goal.pk, [])) for goal in goals],
        "activities": [_activity(row) for row in achievement.activities],
        "period_targets": [_result(row, with_label=True) for row in achievement.period_targets],
        "totals": {
            "stated": text(achievement.stated_total),
            "computed": text(achievement.computed_total),
            "spent": text(achievement.spent),
        },
        "evidence": evidence,
    }


def _plan_version(contract, year):
    """Which plan the year goes by: the first (0) or the one after an amendment, and since when."""
    version = version_of_year(contract, year)
    return {"number": version.number, "since": version.since.isoformat()}


def fingerprint(figures: dict, evidence_digest: str) -> str:
    """Return the SHA-256 of the canonical JSON of the figures and of the evidence."""
    canonical = json.dumps(figures, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(f"{canonical}\n{evidence_digest}".encode()).hexdigest()


def _goal(goal, indicators):
    return {
        "pk": goal.pk,
        "number": goal.number,
        "title": goal.title,
        "outcomes": [
            {"pk": row.pk, "number": f"{goal.number}.{row.number}", "title": row.title}
            for row in sorted(goal.outcomes.all(), key=lambda outcome: outcome.number)
        ],
        "indicators": indicators,
    }


def _indicator(result):
    row = result.indicator
    return {
        "pk": row.pk,
        "number": f"{row.goal.number}.{row.letter}",
        "title": row.title,
        "begins": f"{row.begins_on:%m.%Y}" if not result.has_begun else None,
        "value": text(result.value),
        **_source(row.measure, result),
    }


def _activity(result):
    row = result.activity
    return {
        "pk": row.pk,
        "number": row.number,
        "title": row.title,
        "workstream": row.workstream,
        "period": row.period_as_stated,
        "budget": text(row.budget),
        "funding_note": row.funding_note,
        "spent": text(result.spent),
        "target_groups": row.target_groups,
        "targets": [_result(target) for target in result.targets],
    }


def _result(result, *, with_label=False):
    row = result.target
    years = {"from_year": row.from_year, "to_year": row.to_year} if with_label else {}
    return {
        "pk": row.pk,
        "label": row.label,
        "kind": result.kind,
        "planned": text(result.planned),
        "done": text(result.done),
        "pace": str(result.pace),
        **years,
        **_source(row.measure, result),
    }


def _source(code, result):
    """Where a figure comes from: its measure, its evidence, and the correction that stands in its place."""
    known = measures.all_measures().get(code)
    correction = result.correction
    return {
        "measure": code,
        "unit": known.unit if known else "",
        "figure": figure_name(code, result.period) if result.period else None,
        "counted": text(result.counted),
        "correction": (
            {"amount": text(correction.amount), "reason": correction.reason} if correction else None
        ),
    }


def text(amount) -> str | None:
    """Return a decimal as one string on every database: "40", "6000.5"."""
    return None if amount is None else format(Decimal(amount).normalize(), "f")


class EvidenceWriter:
    """Writes evidence page by page and digests it on the way."""

    def __init__(self, snapshot, **narrowed):
        """`narrowed`: what the measures are narrowed to, a contract or a training."""
        self.snapshot = snapshot
        self.narrowed = narrowed
        self.kept: dict[str, dict] = {}
        self._digest = hashlib.sha256()

    @property
    def digest(self):
        return self._digest.hexdigest()

    def keep(self, figure, measure, period):
        """Write the records that one figure counts, numbered from 1."""
        count, proof = 0, measure.proof(period, **self.narrowed)
        while pages := list(islice(self._pages(figure, proof, count), PAGES)):
            self.snapshot.pages.bulk_create(pages)
            count = pages[-1].last
        days = f"{period.first:%d.%m.%Y}–{period.last:%d.%m.%Y}"
        self.kept[figure] = {"title": str(measure.title), "period": days, "count": count}

    def _pages(self, figure, proof, count):
        while records := list(islice(proof, PAGE)):
            first, count = count + 1, count + len(records)
            told = json.dumps([_told(each) for each in records], ensure_ascii=False, separators=(",", ":"))
            model = records[0].model
            self._digest.update(f"{figure} {first} {model} {told}\n".encode())
            yield self.snapshot.pages.model(
                snapshot=self.snapshot, figure=figure, first=first, last=count, model=model, told=told
            )


def _told(each):
    on = each.on and each.on.isoformat()
    amount = None if each.amount is None else f"{each.amount:.2f}"
    return each.code, each.label, on, each.municipality, amount, each.pk


@contextmanager
def one_state_of_the_database():
    """A transaction that sees what was there when it began, whatever others commit meanwhile."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield
