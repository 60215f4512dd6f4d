"""Taking figures: everything a report prints, frozen with the identities of the records that were counted.

The last step but one of the way from a record to a printed figure (docs/architecture.md)."""

import hashlib
import json
from contextlib import contextmanager
from decimal import Decimal
from itertools import chain, islice

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

#: Rows of evidence written at once: memory does not grow with what is counted (speed.md).
BATCH = 1000
#: The fields of evidence in the order in which they are written.
COLUMNS = (
    "snapshot",
    "figure",
    "place",
    "code",
    "label",
    "on",
    "municipality",
    "amount",
    "model",
    "record",
)


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
    """Writes evidence in batches and digests it on the way."""

    def __init__(self, snapshot, **narrowed):
        """`narrowed`: what the measures are narrowed to, a contract or a training."""
        self.snapshot = snapshot
        self.narrowed = narrowed
        self.kept: dict[str, dict] = {}
        self._digest = hashlib.sha256()
        self._adapt = connection.ops

    @property
    def digest(self):
        return self._digest.hexdigest()

    def keep(self, figure, measure, period):
        """Write the records that one figure counts, numbered from 1."""
        proof = enumerate(measure.proof(period, **self.narrowed), 1)
        rows = (self._row(figure, place, each) for place, each in proof)
        count, model = 0, self.snapshot.evidence.model
        with connection.cursor() as cursor:
            while batch := list(islice(rows, BATCH)):
                _insert(cursor, model, batch)
                count += len(batch)
        days = f"{period.first:%d.%m.%Y}–{period.last:%d.%m.%Y}"
        self.kept[figure] = {"title": str(measure.title), "period": days, "count": count}

    def _row(self, figure, place, each):
        kept = (each.code, each.label[:300], each.on, each.municipality, each.amount, each.model, each.pk)
        self._digest.update(repr((figure, place, *map(str, kept))).encode())
        code, label, on, municipality, amount, model, record = kept
        on, amount = (
            self._adapt.adapt_datefield_value(on),
            self._adapt.adapt_decimalfield_value(amount, 14, 2),
        )
        return self.snapshot.pk, figure, place, code, label, on, municipality, amount, model, record or 0


def _insert(cursor, model, rows):
    """Insert rows in the order of COLUMNS. As model instances they would take twice as long (docs/speed.md)."""
    name = connection.ops.quote_name
    columns = ", ".join(name(model._meta.get_field(each).column) for each in COLUMNS)
    row = f"({', '.join(['%s'] * len(COLUMNS))})"
    table = name(model._meta.db_table)
    sql = f"INSERT INTO {table} ({columns}) VALUES {', '.join([row] * len(rows))}"  # noqa: S608
    cursor.execute(sql, list(chain.from_iterable(rows)))


@contextmanager
def one_state_of_the_database():
    """A transaction that sees what was there when it began, whatever others commit meanwhile."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield
