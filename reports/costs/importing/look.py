"""What a file would do, as plain JSON: shown by the preview whether a page or a job has looked at the file."""

from collections import defaultdict
from dataclasses import asdict
from decimal import Decimal

from reports.costs.importing.parse import Parsed, parse_table, read_file
from reports.costs.importing.writing import Plan, plan_of
from reports.costs.sums import spent
from reports.enums import Funding
from reports.models import Activity
from silab.common.templatetags.formats import day

#: Rows that the preview shows of each kind; the counts speak of all.
SHOWN = 50


def look_at(files: dict[str, bytes], contract, choices: dict | None) -> dict:
    """Return what the kept file holds and what importing it would do; raise Refused."""
    parsed = parse_table(read_file(files), contract, choices)
    plan = plan_of(parsed) if parsed.rows else Plan()
    activities = parsed.activities
    other_year = [row for row in plan.new if _is_other_year(row, activities)]
    return {
        "file": parsed.file,
        "encoding": parsed.encoding,
        "headings": parsed.headings,
        "columns": parsed.columns,
        "funding": parsed.funding,
        "missing": parsed.missing,
        "problems": [asdict(problem) for problem in parsed.problems],
        "problem_count": parsed.problem_count,
        "names": [
            {"key": name.key, "text": name.text, "year": name.year, "rows": name.rows,
             "activity": f"{name.activity.year}/{name.activity.number}" if name.activity else ""}
            for name in parsed.names
        ],
        "undecided": len(parsed.undecided),
        "rows": len(parsed.rows),
        "row_count": parsed.row_count,
        "wrong_rows": len(parsed.wrong_rows),
        "new": [_line(row) for row in plan.new[:SHOWN]],
        "new_count": len(plan.new),
        "new_total": str(sum((row.amount for row in plan.new), Decimal(0))),
        "doubles": [
            {**_line(double.row), "earlier_row": double.earlier_row, "cost": double.cost}
            for double in plan.doubles[:SHOWN]
        ],
        "double_count": len(plan.doubles),
        "other_year": [_line(row) for row in other_year[:SHOWN]],
        "other_year_count": len(other_year),
        "by_activity": _by_activity(parsed, plan, contract),
    }  # fmt: skip


def is_ready(look: dict) -> bool:
    """Whether nothing stands against importing what was looked at, and something would be recorded."""
    stands = look["missing"] or look["problem_count"] or look["undecided"]
    return not stands and look["new_count"] > 0


def _is_other_year(row, activities):
    activity = activities.get(row.name_key)
    return activity is not None and activity.year != row.on.year


def _line(row):
    return {
        "row": row.number,
        "on": day(row.on),
        "document_number": row.document_number,
        "supplier": row.supplier,
        "amount": str(row.amount),
    }


def _by_activity(parsed: Parsed, plan: Plan, contract):
    """Return what each activity would get, and by how much it would be over its budget."""
    sums: dict[int, list] = defaultdict(lambda: [0, Decimal(0)])
    activities = parsed.activities
    for row in plan.new:
        activity = activities.get(row.name_key)
        if activity is not None:
            sums[activity.pk][0] += 1
            sums[activity.pk][1] += row.amount
    counts = parsed.funding == Funding.CONTRACT
    found = Activity.objects.filter(contract=contract, pk__in=sums).annotate(already=spent())
    lines = []
    for activity in found.order_by("year", "number"):
        rows, total = sums[activity.pk]
        over = (activity.already or 0) + (total if counts else 0) - (activity.budget or 0)
        lines.append({
            "activity": str(activity), "rows": rows, "total": str(total),
            "over": str(over) if over > 0 and counts else "",
        })  # fmt: skip
    return lines
