"""What the parts of a report are called where they stand alone, and where the document shows them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from reports.annual.form import all_nodes
from reports.annual.outline import Part, nodes_of, parts_of


@dataclass(frozen=True)
class Place:
    """A part of the report that somebody speaks of."""

    key: str
    words: str
    #: The nearest heading of the document that can be led to; "" for the whole report.
    anchor: str


def places(figures: dict) -> dict[str, Place]:
    """Return the whole report and each of its parts by key, in the order of its form."""
    goals = _goals(figures)
    found, anchor = {"": Place("", str(_("The whole report")), "")}, ""
    for node in all_nodes(nodes_of(figures)):
        anchor = node.anchor if node.is_listed else anchor
        found |= {part.key: _place(part, goals, anchor) for part in parts_of(node, figures)}
    return found


def _goals(figures):
    """Return {key of a part: number of the goal that it stands under}."""
    found = {}
    for goal in figures["goals"]:
        found[f"activities:{goal['pk']}"] = goal["number"]
        found |= {f"outcome:{row['pk']}": goal["number"] for row in goal["outcomes"]}
        found |= {f"indicator:{row['pk']}": goal["number"] for row in goal["indicators"]}
    return found


def _place(part: Part, goals, anchor):
    words = f"{part.number} {part.title}".strip()
    if part.key in goals and not part.number:
        words = f"{_('Goal %(number)s') % {'number': goals[part.key]}}: {words}"
    elif part.key.startswith("deviation:"):
        words = _("Deviation: %(what)s") % {"what": words}
    return Place(part.key, str(words), anchor)
