"""The way of a report as its history keeps it: who submitted, decided, published, withdrew it and when."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.utils.translation import gettext as _

from reports.enums import ReportState
from reports.models import AnnualReport
from silab.accounts.models import User


@dataclass(frozen=True)
class Step:
    """One thing that happened to a report, in words; `who` is empty for people who have been erased."""

    at: datetime
    words: str
    who: str
    reason: str


def way_of(report: AnnualReport) -> list[Step]:
    """Return what happened to a report since it was opened, the latest first. Two queries."""
    rows = list(report.history.order_by("history_date", "history_id"))
    found = [(rows[0].created_at, _("opened"), rows[0].created_by_id, "")] if rows else []
    for before, now in pairwise(rows):
        found += _between(before, now)
    people = User.objects.in_bulk({who for _at, _words, who, _reason in found if who})
    return [Step(at, words, str(people.get(who, "")), reason) for at, words, who, reason in reversed(found)]


def _between(before, now):
    if now.state != before.state:
        yield from _moved(now)
    if now.published_at and now.published_at != before.published_at:
        yield now.published_at, _("published"), now.published_by_id, ""
    if now.unpublished_at and now.unpublished_at != before.unpublished_at:
        yield now.unpublished_at, _("publication ended"), now.unpublished_by_id, now.unpublishing_reason


def _moved(now):
    if now.state == ReportState.SUBMITTED:
        yield now.submitted_at, _("submitted"), now.submitted_by_id, ""
    elif now.state in (ReportState.ACCEPTED, ReportState.RETURNED):
        yield now.decided_at, str(ReportState(now.state).label), now.decided_by_id, ""
    elif now.state == ReportState.WITHDRAWN:
        yield now.withdrawn_at, str(ReportState(now.state).label), now.withdrawn_by_id, now.withdrawal_reason
