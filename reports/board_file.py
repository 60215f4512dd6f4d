"""The dashboard as a table: every target, indicator and activity's money of the year, a line each."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from reports.enums import Pace, TargetKind
from silab.common.lists import Column, choice
from silab.common.templatetags.formats import euro, figure

COLUMNS = (
    Column("part", gettext_lazy("Part"), ""),
    Column("activity", gettext_lazy("Activity"), ""),
    Column("label", gettext_lazy("Target or indicator"), ""),
    Column("kind", gettext_lazy("Counted"), "", text=choice(TargetKind)),
    Column("planned", gettext_lazy("Planned"), "", text=figure, numeric=True),
    Column("done", pgettext_lazy("figure", "Done"), "", text=figure, numeric=True),
    Column("pace", gettext_lazy("Pace"), "", text=choice(Pace)),
    Column("correction", gettext_lazy("Why a correction"), ""),
    Column("budget", gettext_lazy("Budget"), "", text=euro, numeric=True),
    Column("spent", gettext_lazy("Spent"), "", text=euro, numeric=True),
    Column("left", gettext_lazy("Left"), "", text=euro, numeric=True),
)


def rows_of(seen):
    """Yield the year's rows in the order of COLUMNS; amounts in EUR, None for no data."""
    for row in seen.activities:
        name = f"{row.activity.number}. {row.activity.title}"
        yield _("Money"), name, "", None, None, None, None, "", row.budget, row.spent, row.left
        for result in row.targets:
            yield _target(_("Target of the year"), name, result)
    for result in seen.period_targets:
        yield _target(_("Target of the period"), "", result)
    for result in seen.indicators:
        why = result.correction.reason if result.correction else ""
        label = str(result.indicator)
        yield _("Indicator"), "", label, None, None, result.value, None, why, None, None, None


def _target(part, name, result):
    why = result.correction.reason if result.correction else ""
    return (
        part,
        name,
        result.target.label,
        result.kind,
        result.planned,
        result.done,
        result.pace,
        why,
        None,
        None,
        None,
    )
