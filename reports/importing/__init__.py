"""A plan from files: four CSV files, a fifth for goals, or one XLSX with such sheets → rows → what would change →
the plan.

read.py opens files (by silab/common/tables.py), columns.py says what a column holds, parse.py makes rows or
problems, changes.py compares with the plan that is there, stored.py keeps the files between the steps in the
browser."""

from reports.importing.changes import Change, apply_plan, plan_changes
from reports.importing.goals import apply_goals, goal_changes
from reports.importing.parse import Parsed, parse_plan
from reports.importing.read import Table, read_files
from silab.common.tables import Problem, Refused

__all__ = [
    "Change",
    "Parsed",
    "Problem",
    "Refused",
    "Table",
    "apply_goals",
    "apply_plan",
    "goal_changes",
    "parse_plan",
    "plan_changes",
    "read_files",
]
