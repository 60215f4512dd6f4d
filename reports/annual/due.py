"""Until when a year's report is to reach the funder, and how many days are left."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Case, F, OuterRef, QuerySet, Subquery, When
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.enums import OPEN, STANDING
from reports.models import AnnualReport, ReportDue
from silab.common.templatetags.formats import day

#: Years after the report's own in which its day may lie.
WITHIN = 2


@dataclass(frozen=True)
class Due:
    """The day by which a year's report is to reach the funder; `on` None while nobody has set it."""

    year: int
    on: date | None
    is_sent: bool
    today: date

    @property
    def left(self) -> int | None:
        """Days that are left, negative when late; None without a day or once the report was sent."""
        return None if self.on is None or self.is_sent else (self.on - self.today).days

    @property
    def words(self) -> str:
        """How many days are left, in words; "" where none are counted."""
        return words_of(self.left)

    @property
    def tone(self) -> str:
        """A state by which the page colours it."""
        if self.left is None or self.left > 30:
            return "info"
        return "overdue" if self.left < 0 else "warning"

    @property
    def proposal(self) -> date:
        """What the form proposes: the day set, else 31 March of the next year."""
        return self.on or proposed(self.year)


def due_of(report: AnnualReport, today: date | None = None) -> Due:
    """Return until when a report of this contract and year is due. Two queries at most."""
    on = ReportDue.objects.filter(contract=report.contract_id, year=report.year)
    found = on.values_list("due_on", flat=True).first()
    # The versions before this one were sent, else there would be no next one.
    is_sent = report.version > 1 or report.state in STANDING
    return Due(report.year, found, is_sent, today or timezone.localdate())


def with_due(reports: QuerySet) -> QuerySet:
    """Give each report its day (`due_on`), and the day to which the days left are counted (`counted_to`): none
    for a report that was sent, nor for the next version of one."""
    days = ReportDue.objects.filter(contract=OuterRef("contract"), year=OuterRef("year")).values("due_on")
    reports = reports.annotate(due_on=Subquery(days))
    return reports.annotate(counted_to=Case(When(version=1, state__in=OPEN, then=F("due_on"))))


def proposed(year: int) -> date:
    """Return the day that is proposed while none is set."""
    return date(year + 1, 3, 31)


def words_of(left: int | None) -> str:
    """Return a number of days in words: "5 days left", "today", "2 days late"; "" for None."""
    if left is None:
        return ""
    if left == 0:
        return _("due today")
    if left < 0:
        return ngettext("%(n)s day late", "%(n)s days late", -left) % {"n": -left}
    return ngettext("%(n)s day left", "%(n)s days left", left) % {"n": left}


@transaction.atomic
def set_due(*, contract, year: int, due_on: date, by) -> ReportDue:
    """Set the day by which the year's report is to reach the funder, and return it.

    Raises ValidationError for a year outside the contract, a day before the year is over or more than two
    years after it.
    """
    if year not in contract.years:
        raise ValidationError(_("The contract does not cover the year %(year)s.") % {"year": year})
    first, last = date(year + 1, 1, 1), date(year + WITHIN, 12, 31)
    if not first <= due_on <= last:
        raise ValidationError(
            _("The report of %(year)s is due once the year is over: choose a day from %(first)s to %(last)s.")
            % {"year": year, "first": day(first), "last": day(last)}
        )
    found, is_new = ReportDue.objects.select_for_update().get_or_create(
        contract=contract, year=year, defaults={"due_on": due_on, "created_by": by}
    )
    if not is_new and found.due_on != due_on:
        found.due_on, found._history_user = due_on, by
        found.save()
    return found


@dataclass(frozen=True)
class DueRow:
    """A contract's year on the page of days: its newest report, what the form holds, why a day was refused."""

    contract: Any
    due: Due
    report: AnnualReport | None
    typed: str
    error: str = ""

    @property
    def name(self) -> str:
        """By which the form names the year: "silab-2021/2022"."""
        return f"{self.contract.slug}/{self.due.year}"


def due_rows(contracts: Iterable, refused: tuple | None = None) -> list[DueRow]:
    """Return every year of these contracts with its day, the newest first. Three queries.

    `refused`: (contract's primary key, year, what was typed, why it was refused).
    """
    contracts = list(contracts)
    days = {
        (row.contract_id, row.year): row.due_on for row in ReportDue.objects.filter(contract__in=contracts)
    }
    newest, sent = {}, set()
    for report in AnnualReport.objects.filter(contract__in=contracts).order_by("version"):
        newest[report.contract_id, report.year] = report
        if report.state in STANDING:
            sent.add((report.contract_id, report.year))
    today, rows = timezone.localdate(), []
    for contract in contracts:
        for year in reversed(contract.years):
            place = (contract.pk, year)
            due = Due(year, days.get(place), place in sent, today)
            typed, error = refused[2:] if refused and refused[:2] == place else (day(due.proposal), "")
            rows.append(DueRow(contract, due, newest.get(place), typed, error))
    return rows
