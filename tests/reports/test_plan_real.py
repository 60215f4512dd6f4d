"""The real plan 2021–2024: loaded as it is, with exactly these contradictions said aloud."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from reports.checks import check_plan
from reports.models import Activity, Goal, Indicator, Outcome, PeriodTarget, StatedTotal, Target
from reports.rows import PlanRows

WHOLE = "target for the period"


def test_it_loads_whole_and_again_without_a_change(real_plan):
    def counts():
        models = (Activity, Target, PeriodTarget, StatedTotal, Goal, Outcome, Indicator)
        return [model.objects.count() for model in models] + [
            Activity.history.count(),
            Indicator.history.count(),
        ]

    before = counts()
    assert before[:7] == [26, 41, 6, 4, 2, 9, 7]
    call_command("load_plan", verbosity=0)
    assert counts() == before


def test_findings(real_plan):
    with translation.override("en"):
        found = [(row.severity.value, row.code, row.where) for row in check_plan(PlanRows.of(real_plan))]
    assert found == [
        ("error", "total_differs", "2022"),
        ("error", "period_outside_year", "2022/6"),
        ("error", "period_outside_year", "2024/4"),
        ("error", "period_outside_year", "2024/5"),
        ("error", "period_outside_year", "2024/6"),
        ("warning", "target_outside_period", f"2022/4, {WHOLE}"),
        ("warning", "unfunded_with_targets", "2023/4"),
        ("warning", "unfunded_with_targets", "2024/4"),
        ("question", "period_target_without_years", WHOLE),
        ("question", "table_above_period", f"2021/3, 2022/1, 2023/1, 2024/1, {WHOLE}"),
        ("question", "table_above_period", f"2021/5, 2022/2, 2023/2, 2024/2, {WHOLE}"),
        ("question", "no_target", "2021/8, 2022/6, 2023/6, 2024/6"),
        ("question", "no_target_group", "2021/8, 2022/6, 2023/6, 2024/6"),
        ("question", "read_as_cumulative", "2022/3"),
        ("question", "no_target", "2022/5, 2023/5"),
        ("question", "share_jumps", "2023/6"),
    ]


def test_command_prints_them_and_knows_no_other_contract(real_plan):
    out = io.StringIO()
    call_command("check_plan", "silab-2021", stdout=out)
    assert "44\xa0400,00\xa0€" in out.getvalue()
    assert "44\xa0000,00\xa0€" in out.getvalue()
    with pytest.raises(CommandError, match="silab-2021"):
        call_command("check_plan", "silab-1991")
