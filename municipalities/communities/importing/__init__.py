"""Communities from one table: CSV or XLSX → rows → what would change → the register.

columns.py says what a column holds, parse.py makes rows or problems and asks which municipality a name means,
changes.py compares with what is there and writes all of it or nothing."""

from municipalities.communities.importing.changes import Plan, apply_plan, plan_of
from municipalities.communities.importing.parse import Parsed, parse_table, read_files

__all__ = ["Parsed", "Plan", "apply_plan", "parse_table", "plan_of", "read_files"]
