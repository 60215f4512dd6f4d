"""What a consistency check says."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from reports.enums import Severity
from silab.common.templatetags.formats import euro, figure


@dataclass(frozen=True)
class Cell:
    """A cell of the plan: the activity `number` of a year, None for what belongs to the whole year.

    `column` is "period", "budget", "targets", "target_groups", "total" or "period_target"."""

    year: int
    number: int | None
    column: str


@dataclass(frozen=True)
class Finding:
    """One thing that disagrees, with the cells that it speaks of, in the words of the active language."""

    severity: Severity
    code: str
    cells: tuple[Cell, ...]
    text: str

    @property
    def years(self) -> tuple[int, ...]:
        """The years that the finding touches, in order."""
        return tuple(sorted({cell.year for cell in self.cells}))

    @property
    def tone(self) -> str:
        """The key of the chip that shows it (silab/common/states.py)."""
        return {Severity.ERROR: "error", Severity.WARNING: "warning"}.get(self.severity, "info")

    @property
    def where(self) -> str:
        """The cells in short, each once: "2022/6"."""
        return ", ".join(dict.fromkeys(_short(cell) for cell in self.cells))


def _short(cell):
    if cell.column == "period_target":
        return _("target for the period")
    return f"{cell.year}/{cell.number}" if cell.number else str(cell.year)


def amount(value, unit: str) -> str:
    """Return a target's amount in the words of a finding: euros with their sign."""
    return euro(value) if unit == "eur" else figure(value)
