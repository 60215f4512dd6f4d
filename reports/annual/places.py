"""What the parts of a report are called where they stand alone, and where the document shows them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from reports.annual.outline import Part, parts


@dataclass(frozen=True)
class Place:
    """A part of the report that somebody speaks of."""

    key: str
    words: str
    #: The nearest heading of the document that can be led to; "" for the whole report.
    anchor: str


def places(figures: dict) -> dict[str, Place]:
    """Return the whole report and each of its parts by key, in the document's order."""
    goals = _goals(figures)
    found = {"": Place("", str(_("The whole report")), "")}
    return found | {key: _place(part, goals) for key, part in parts(figures).items()}


def _goals(figures):
    """Return {key of a part: number of the goal that it stands under}."""
    found = {}
    for goal in figures["goals"]:
        found[f"activities:{goal['pk']}"] = goal["number"]
        found |= {f"outcome:{row['pk']}": goal["number"] for row in goal["outcomes"]}
        found |= {f"indicator:{row['pk']}": goal["number"] for row in goal["indicators"]}
    return found


def _place(part: Part, goals):
    words = f"{part.number} {part.title}".strip()
    if part.key in goals:
        goal = _("Goal %(number)s") % {"number": goals[part.key]}
        return Place(part.key, words if part.number else f"{goal}: {words}", f"eesmark-{goals[part.key]}")
    if part.key.startswith("deviation:"):
        return Place(part.key, str(_("Deviation: %(what)s") % {"what": words}), "korvalekalded")
    known = {"summary": "kokkuvote", "deviations": "korvalekalded", "materials": "materjalid"}
    return Place(part.key, words, known.get(part.key, ""))
