"""What the report for 2021 changed in the plan of 2022, and what it left to be done there (forms.md)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.utils import timezone

from reports.amendments.actions import amend_plan
from reports.amendments.carrying import carry_over
from reports.enums import AmendmentSource
from reports.models import Activity, AnnualReport, Target
from reports.rows import PlanRows

#: When the report for 2021 was agreed, where the demo does not have its acceptance.
AGREED_ON = date(2022, 1, 31)
REASON = """Laborit arendame ühes piirkonnas, mitte kolmes uues: heaolu võrgustik on mahukam, kui algul arvasime.
Lepingu raames teeme nelja koolituse asemel kolm; lisaks tuleb kümme koolituspäeva Kodukandi programmis.
Mis 2021. aastal pooleli jäi, saab valmis 2022. aasta lõpuks."""
#: Targets of 2022 with what they become.
AMENDED = {"trainings.trainings_held": Decimal(3), "labs.municipalities": Decimal(1)}
#: Milestones and videos of 2021, by measure, with the activity of 2022 that does them.
CARRIED = {
    "practices.videos_published": 5,
    "labs.model_ready": 2,
    "communication.plan_ready": 5,
    "practices.toolbox_ready": 5,
    "practices.guides_ready": 5,
}


def load(maker) -> None:
    """Amend the plan as the report for 2021 says, and carry over what it left undone."""
    report = AnnualReport.objects.filter(contract=maker.contract, year=2021).order_by("-version")[0]
    plan = PlanRows.of(maker.contract)
    amendment = amend_plan(
        contract=maker.contract,
        plan=replace(plan, targets=tuple(_amended(row) for row in plan.targets)),
        decided_on=timezone.localdate(report.decided_at) if report.decided_at else AGREED_ON,
        source=AmendmentSource.REPORT,
        report=report,
        reason=REASON,
        by=maker.mari,
    )
    activities = {row.number: row for row in Activity.objects.filter(contract=maker.contract, year=2022)}
    left = Target.objects.filter(activity__contract=maker.contract, activity__year=2021, measure__in=CARRIED)
    for target in left.select_related("activity").order_by("pk"):
        carry_over(
            target=target,
            activity=activities[CARRIED[target.measure]],
            amount=target.amount,
            due_on=date(2022, 12, 31),
            amendment=amendment,
            by=maker.mari,
        )


def _amended(row):
    if row.year == 2022 and row.kind == "increment" and row.measure in AMENDED:
        return replace(row, amount=AMENDED[row.measure])
    return row
