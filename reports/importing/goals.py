"""Goals, expected outcomes and indicators of a contract, their words exactly as the form has them (forms.md)."""

from datetime import date

from django.db import transaction

from reports.models import Goal, Indicator, Outcome


@transaction.atomic
def load_goals(contract, goals: list[dict], *, by=None) -> int:
    """Make the contract's goals equal to `goals` (contract.json); return how many rows were written. Safe to repeat.

    Rows that stand in the contract and not in the data are kept: reports may speak of them.
    """
    written = 0
    for entry in goals:
        goal, done = _keep(
            Goal,
            {"contract": contract, "number": entry["number"]},
            {"title": entry["title"], "workstreams": entry["workstreams"]},
            by,
        )
        written += done
        for number, title in enumerate(entry["outcomes"], start=1):
            written += _keep(Outcome, {"goal": goal, "number": number}, {"title": title}, by)[1]
        for row in entry["indicators"]:
            values = {name: row[name] for name in ("title", "measure", "kind")}
            values["begins_on"] = row["begins_on"] and date.fromisoformat(row["begins_on"])
            written += _keep(Indicator, {"goal": goal, "letter": row["letter"]}, values, by)[1]
    return written


def _keep(model, key, values, by):
    record = model.objects.filter(**key).first() or model(**key, created_by=by)
    if record.pk and all(getattr(record, name) == value for name, value in values.items()):
        return record, 0
    for name, value in values.items():
        setattr(record, name, value)
    record.save()
    return record, 1
