"""Which texts a programme report holds, in form B's order, as its figures say (forms.md, "Form B")."""

from django.utils.translation import gettext as _

from reports.annual.outline import Part
from reports.models import ProgrammeReport
from reports.programme import headings
from reports.programme.facts import facts_of


def figures_of(report: ProgrammeReport) -> dict:
    """Return the report's frozen figures; before they are taken, what they would be now."""
    if report.snapshot is not None:
        return report.snapshot.figures
    return facts_of(report.training, report.dated_on)


def activities() -> dict[str, str]:
    """Return the sections of part 1 with their words."""
    return {
        "recruitment": _("Recruitment"),
        "preparation": _("Preparation"),
        "delivery": _("Delivery"),
        "mentoring": _("Mentoring"),
        "closing": _("Closing event"),
    }


def parts(figures: dict) -> dict[str, Part]:
    """Return every text that the report can hold, by its key."""
    found = [Part(key, title) for key, title in activities().items()]
    found += [Part("results", headings.RESULTS), Part("deviations", headings.DEVIATIONS)]
    found += [Part(f"deviation:target:{row['pk']}", row["label"]) for row in figures["targets"]]
    found += [Part("materials", headings.MATERIALS), Part("advice", headings.ADVICE)]
    return {part.key: part for part in found}
