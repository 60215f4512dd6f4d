"""Which texts a report holds, in form A's order, as its figures say (forms.md, "Form A")."""

from dataclasses import dataclass

from reports.annual import headings
from reports.annual.live import live_figures
from reports.enums import Pace
from reports.models import AnnualReport


@dataclass(frozen=True)
class Part:
    """One text of the report: the key that it is saved under and what the form calls it."""

    key: str
    title: str
    number: str = ""


def figures_of(report: AnnualReport) -> dict:
    """Return the report's frozen figures; before they are taken, what they would be now."""
    if report.snapshot is not None:
        return report.snapshot.figures
    return live_figures(report.contract, report.year)


def parts(figures: dict) -> dict[str, Part]:
    """Return every text that the report can hold, by its key."""
    found = [Part("summary", headings.SUMMARY)]
    for goal in figures["goals"]:
        found += [Part(f"outcome:{row['pk']}", row["title"], row["number"]) for row in goal["outcomes"]]
        found += [Part(f"indicator:{row['pk']}", row["title"], row["number"]) for row in goal["indicators"]]
        found.append(Part(f"activities:{goal['pk']}", headings.ACTIVITIES))
    found.append(Part("deviations", headings.DEVIATIONS))
    for activity in figures["activities"]:
        found += [Part(f"deviation:target:{row['pk']}", row["label"]) for row in activity["targets"]]
        found.append(Part(f"deviation:activity:{activity['pk']}", activity["title"]))
    found.append(Part("materials", headings.MATERIALS))
    return {part.key: part for part in found}


def missed_targets(figures: dict) -> list[dict]:
    """Return the year's targets that are not reached, each of which wants a reason (forms.md, part 3.1)."""
    return [
        target
        for activity in figures["activities"]
        for target in activity["targets"]
        if target["pace"] != Pace.DONE
    ]
