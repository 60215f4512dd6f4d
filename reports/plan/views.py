"""The plan as files."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from reports.amendments.days import day_of
from reports.amendments.versions import plan_as_of
from reports.goals.versions import goals_as_of
from reports.plan.files import plan_xlsx, plan_zip
from reports.rows import PlanRows, goal_lines
from reports.views.scope import scope_of
from silab.accounts.access import open_to
from silab.accounts.enums import Role

KINDS = {
    "xlsx": (plan_xlsx, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (plan_zip, "zip", "application/zip"),
}


@open_to(Role.STAFF, Role.FUNDER)
@require_safe
def as_file(request, kind):
    """Answer the plan as one XLSX or as CSV files in a ZIP, with the goals; today's, or as of a day (`seisuga`)."""
    scope, day = scope_of(request), day_of(request)
    if kind not in KINDS or scope.contract is None:
        raise Http404
    make, ending, mime = KINDS[kind]
    plan = plan_as_of(scope.contract, day) if day else PlanRows.of(scope.contract)
    goals = goals_as_of(scope.contract, day).lines if day else goal_lines(scope.contract)
    name = f"kava-{scope.contract.slug}{f'-{day:%Y-%m-%d}' if day else ''}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(make(plan, goals), content_type=mime, headers=headers)
