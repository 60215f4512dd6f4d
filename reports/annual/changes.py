"""What moved between two takings of the figures (domain.md §11)."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from reports.models import FrozenFigures
from silab.common.templatetags.formats import euro, figure


@dataclass(frozen=True)
class Move:
    """One figure that is not what it was, as readers see it."""

    figure: str
    before: str
    after: str
    #: What it is of: ("done", primary key of the target) and such.
    identity: tuple = ()


def compare(old: FrozenFigures, new: FrozenFigures, shown: Callable | None = None) -> list[Move]:
    """Return the figures that moved from one snapshot to the other, in the report's order.

    `shown` returns what a snapshot's figures print, by identity: (its words, its value as printed).
    """
    shown = shown or _shown
    before, after = shown(old.figures), shown(new.figures)
    keys = [*after, *(key for key in before if key not in after)]
    nothing = (None, "–")
    return [
        Move(
            after.get(key, before.get(key))[0],
            before.get(key, nothing)[1],
            after.get(key, nothing)[1],
            key if isinstance(key, tuple) else (key,),
        )
        for key in keys
        if before.get(key, nothing)[1] != after.get(key, nothing)[1]
    ]


def _shown(figures):
    """Every printed figure of a snapshot by its identity: (its words, its value as printed)."""
    found = {}
    for goal in figures["goals"]:
        for row in goal["indicators"]:
            value = row["begins"] or figure(row["value"])
            found["indicator", row["pk"]] = (f"{row['number']} {row['title']}", value)
    for activity in figures["activities"]:
        found["budget", activity["pk"]] = (f"{activity['title']}: {_('budget')}", euro(activity["budget"]))
        found["spent", activity["pk"]] = (f"{activity['title']}: {_('spent')}", euro(activity["spent"]))
        for row in activity["targets"]:
            found["planned", row["pk"]] = (f"{row['label']}: {_('planned')}", figure(row["planned"]))
            found["done", row["pk"]] = (f"{row['label']}: {_('done')}", figure(row["done"]))
    for row in figures["period_targets"]:
        found["period", row["pk"]] = (row["label"], figure(row["done"]))
    for name, amount in figures["totals"].items():
        found["total", name] = (_totals()[name], euro(amount))
    return found


def _totals():
    return {
        "stated": _("Total as the plan states it"),
        "computed": _("Total of the activities' budgets"),
        "spent": _("Spent in all"),
    }
