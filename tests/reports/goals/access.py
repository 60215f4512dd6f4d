"""Who opens the addresses of reports/goals (tests/access_table.py)."""

from reports.models import Goal
from tests.access import MARI, Page, page
from tests.reports.factories import ContractFactory


def a_goal(_cast):
    goal = Goal.objects.first() or Goal.objects.create(contract=ContractFactory(), number=1, title="Eesmärk")
    return {"part": "eesmark", "pk": goal.pk}


ACCESS: dict[str, Page] = {
    "reports:goals": page(MARI),
    "reports:goal_hint": page(MARI),
    "reports:goal_new": page(MARI, at=lambda _cast: {"part": "eesmark"}),
    "reports:goal_row": page(MARI, at=a_goal),
    "reports:goal_remove": page(MARI, at=a_goal, method="post"),
}
