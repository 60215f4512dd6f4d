"""Who opens the addresses of reports/amendments (tests/access_table.py)."""

from datetime import date

from reports.models import Amendment, CarryOver
from tests.access import MARI, RIINA, Page, page
from tests.reports.factories import ActivityFactory, TargetFactory


def an_amendment(cast):
    known = {"source": "letter", "reference": "Kiri 1", "reason": "Valimised"}
    made = Amendment.objects.create(contract=cast["contract"], decided_on=date(2022, 1, 31), **known)
    return {"pk": made.pk}


def a_carry_over(cast):
    target = TargetFactory(activity__contract=cast["contract"], activity__year=2021)
    activity = ActivityFactory(contract=cast["contract"], year=2022)
    known = {"amount": 1, "due_on": date(2022, 12, 31)}
    return {"pk": CarryOver.objects.create(target=target, activity=activity, **known).pk}


ACCESS: dict[str, Page] = {
    "reports:amendments": page(MARI, RIINA),
    "reports:plan_compare": page(MARI, RIINA),
    "reports:amendment_take_back": page(MARI, at=an_amendment),
    "reports:carry_over": page(MARI),
    "reports:carry_over_remove": page(MARI, at=a_carry_over, method="post"),
}
