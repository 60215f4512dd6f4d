"""Making frozen figures a report's own."""

from collections.abc import Callable

from django.db import transaction

from reports.annual.changes import Move, compare
from reports.annual.locking import locked_open
from reports.models import FrozenFigures, Version


@transaction.atomic
def adopt(report: Version, snapshot: FrozenFigures, shown: Callable | None = None) -> list[Move]:
    """Make frozen figures the report's own and return what moved; raise ReportClosed once it is submitted.

    `shown`: as `compare` asks it.
    """
    report = locked_open(report)
    before = report.snapshot
    report.freeze(snapshot)
    report.save()
    return compare(before, snapshot, shown) if before else []
