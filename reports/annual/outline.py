"""Which texts a report holds, in the order of its form, as its figures say."""

from dataclasses import dataclass

from reports.annual.form import WRITTEN, all_nodes, form_in, laid_out
from reports.annual.live import live_figures
from reports.enums import Pace, SectionKind
from reports.models import AnnualReport


@dataclass(frozen=True)
class Part:
    """One text of the report: the key that it is saved under and what the form calls it."""

    key: str
    title: str
    number: str = ""
    #: What the form tells the writer, and whether the report waits for it.
    guidance: str = ""
    is_required: bool = False
    #: What its section holds (SectionKind); "" for the reasons below the deviations.
    kind: str = ""


def figures_of(report: AnnualReport) -> dict:
    """Return the report's frozen figures; before they are taken, what they would be now."""
    if report.snapshot is not None:
        return report.snapshot.figures
    return live_figures(report.contract, report.year)


def nodes_of(figures: dict) -> list:
    """Return the form's sections as a tree with the goals of these figures."""
    return laid_out(form_in(figures), figures["goals"])


def parts(figures: dict) -> dict[str, Part]:
    """Return every text that the report can hold, by its key, in the order of its form."""
    found = [part for node in all_nodes(nodes_of(figures)) for part in parts_of(node, figures)]
    return {part.key: part for part in found}


def parts_of(node, figures: dict):
    """Yield the texts of one section of the form."""
    section = node.section
    told = {"guidance": section.guidance, "is_required": section.is_required, "kind": section.kind}
    if node.kind in WRITTEN:
        yield Part(node.key, node.heading, **told)
    names = {SectionKind.OUTCOMES: "outcome", SectionKind.INDICATORS: "indicator"}
    for row in node.rows:
        yield Part(f"{names[node.kind]}:{row['pk']}", row["title"], row["number"], **told)
    for activity in figures["activities"] if node.kind == SectionKind.DEVIATIONS else ():
        for row in activity["targets"]:
            yield Part(f"deviation:target:{row['pk']}", row["label"])
        yield Part(f"deviation:activity:{activity['pk']}", activity["title"])


def missed_targets(figures: dict) -> list[dict]:
    """Return the year's targets that are not reached, each of which wants a reason where the form tells
    deviations (forms.md, part 3.1)."""
    if all(section.kind != SectionKind.DEVIATIONS for section in form_in(figures)):
        return []
    return [
        target
        for activity in figures["activities"]
        for target in activity["targets"]
        if target["pace"] != Pace.DONE
    ]
