"""What the calendar does with reports: reminds of their day, opens last year's draft on 2 January (domain.md §11)."""

from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.functional import lazy

from reports.annual.actions import open_report
from reports.annual.due import words_of
from reports.enums import STANDING
from reports.models import AnnualReport, ReportDue
from silab.accounts.enums import Role
from silab.accounts.models import Contract, User
from silab.common.templatetags.formats import day
from silab.notices.actions import notify

#: Days left at which staff are reminded; the last one is the first day late.
REMINDERS = (30, 7, 1, -1)
#: Days within which a reminder is still sent after its day, when nothing ran on it.
LATE_BY = timedelta(days=3)


def remind_due(today: date) -> int:
    """Remind staff of reports that have not reached the funder; return how many mails were made.

    Each reminder goes once to each of staff, however often this runs; another day set, another round.
    """
    made = 0
    for due in ReportDue.objects.select_related("contract").order_by("due_on", "pk"):
        left = _stage(due.due_on, today)
        if left is not None and not _is_sent(due):
            made += _tell(f"report-due:{due.pk}:{due.due_on}:{left}", "report_due", _context(due, today))
    return made


def open_last_years(today: date) -> list[AnnualReport]:
    """Open the draft of last year for each contract that covers it, from 2 January on; return what was opened.

    A year that has a report already, in whatever state, is left alone. Staff are told of each once.
    """
    year = today.year - 1
    if not date(today.year, 1, 2) <= today <= date(today.year, 1, 31):
        return []
    first, last = date(year, 1, 1), date(year, 12, 31)
    contracts = Contract.objects.filter(starts_on__lte=last, ends_on__gte=first).order_by("slug")
    without = contracts.exclude(annual_reports__year=year)
    return [_opened(contract, year) for contract in without]


@transaction.atomic
def _opened(contract, year):
    report = open_report(contract=contract, year=year, by=None)
    due = ReportDue.objects.filter(contract=contract, year=year).first()
    context = {
        "contract": contract.title,
        "year": str(year),
        "due_on": day(due.due_on) if due else "",
        "url": _address("reports:report", report.pk),
        "dues_url": _address("reports:dues"),
    }
    _tell(f"report-opened:{contract.pk}:{year}", "report_opened", context)
    return report


def _stage(due_on, today):
    """The reminder whose day is today or was a few days ago: the latest of them; None on all other days."""
    for left in reversed(REMINDERS):
        on = due_on - timedelta(days=left)
        if on <= today:
            return left if today - on <= LATE_BY else None
    return None


def _is_sent(due):
    versions = AnnualReport.objects.filter(contract=due.contract_id, year=due.year)
    return versions.filter(state__in=STANDING).exists()


def _context(due, today):
    report = AnnualReport.objects.filter(contract=due.contract_id, year=due.year).order_by("-version").first()
    left = (due.due_on - today).days
    return {
        "contract": due.contract.title,
        "year": str(due.year),
        "due_on": day(due.due_on),
        "left": left,
        "words": lazy(words_of, str)(left),  # in the reader's language
        "url": _address("reports:report", report.pk) if report else _address("reports:reports"),
    }


def _tell(event, template, context):
    staff = User.objects.filter(role=Role.STAFF, is_active=True).order_by("pk")
    told = [
        notify(event=event, to=person, template=f"reports/mail/{template}", context=context)
        for person in staff
    ]
    return sum(notice is not None for notice in told)


def _address(name, *args):
    return settings.PORTAL_URL.rstrip("/") + reverse(name, args=args)
