"""What the reports that were sent printed of a measure, out of their snapshots alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from reports.annual.document import worded
from reports.enums import ReportState
from reports.models import AnnualReport
from reports.overtime.subjects import WHOLE, Subject
from silab.measures import Period

INDICATOR, TARGET = "indicator", "target"
#: Reports that stand: a returned one is followed by its next version.
STANDING = (ReportState.SUBMITTED, ReportState.ACCEPTED)


@dataclass(frozen=True)
class Printed:
    """One figure that a report printed. `counted` is what the records said then, None for no data."""

    report: AnnualReport
    role: str
    row: dict

    @property
    def year(self) -> int:
        """The report's year."""
        return self.report.year

    @property
    def title(self) -> str:
        """Its words in the report."""
        return f"{self.row['number']} {self.row['title']}" if self.role == INDICATOR else self.row["label"]

    @property
    def value(self) -> str:
        """What it printed."""
        if self.row.get("begins"):
            return _("begins %(month)s") % {"month": self.row["begins"]}
        return worded(self.row, self.row["value" if self.role == INDICATOR else "done"])

    @property
    def amount(self) -> Decimal | None:
        """What it printed as a number; None for what had not begun, and for no data."""
        kept = None if self.row.get("begins") else self.row["value" if self.role == INDICATOR else "done"]
        return None if kept is None else Decimal(kept)

    @property
    def counted(self) -> Decimal | None:
        """What the records said then."""
        return None if self.row["counted"] is None else Decimal(self.row["counted"])

    @property
    def figure(self) -> tuple[str, Period] | None:
        """Which figure it counted; None for one that had not begun."""
        return figure_of(self.row["figure"]) if self.row["figure"] else None

    def is_of(self, subject: Subject) -> bool:
        """Whether it is the subject's: by the records of the plan, or by measure and way of counting."""
        rows: dict[str, list] = {
            INDICATOR: list(subject.indicators),
            TARGET: list(subject.targets),
            WHOLE: [subject.whole] if subject.whole else [],
        }
        if any(row.pk == self.row["pk"] for row in rows[self.role]):
            return True
        kind = WHOLE if self.role == WHOLE else self.row.get("kind")
        return (self.row["measure"], kind) == (subject.code, subject.kind)


def standing_reports(contract) -> list[AnnualReport]:
    """Return the latest submitted or accepted report of each year, the oldest first."""
    sent = AnnualReport.objects.filter(contract=contract, state__in=STANDING, snapshot__isnull=False)
    latest = {}
    for report in sent.select_related("snapshot", "contract").order_by("year", "version"):
        latest[report.year] = report
    return list(latest.values())


def printed_by(report: AnnualReport) -> Iterator[Printed]:
    """Yield every figure of records that a report printed, in its order."""
    assert report.snapshot is not None  # noqa: S101 (only such are asked for)
    figures = report.snapshot.figures
    for goal in figures["goals"]:
        yield from (Printed(report, INDICATOR, row) for row in goal["indicators"])
    for activity in figures["activities"]:
        yield from (Printed(report, TARGET, row) for row in activity["targets"])
    yield from (Printed(report, WHOLE, row) for row in figures["period_targets"])


def figure_of(name: str) -> tuple[str, Period]:
    """Return the measure and days of a snapshot's figure name; raise ValueError for what is none."""
    code, first, last = name.rsplit(":", 2)
    return code, Period(date.fromisoformat(first), date.fromisoformat(last))
