"""Tables of text to the rows of a plan, or to problems by row and column: nothing is guessed or corrected."""

from collections import Counter
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from reports.importing.columns import GOALS, SHEETS, unguarded
from reports.importing.read import Table
from reports.importing.spoken import HEADINGS, column_of
from reports.rows import ActivityRow, GoalLine, PeriodTargetRow, PlanRows, TargetRow, TotalRow
from silab.common.tables import Problem, Unreadable, is_formula

ROW_TYPES = {
    "activities": ActivityRow,
    "targets": TargetRow,
    "period_targets": PeriodTargetRow,
    "totals": TotalRow,
    "goals": GoalLine,
}
#: More would help nobody, and a wrong file has thousands.
MAX_PROBLEMS = 200


@dataclass
class Parsed:
    """What was read: the plan, the problems that keep it from being applied, and the tables it came from."""

    tables: list[Table]
    problems: list[Problem] = field(default_factory=list)
    plan: PlanRows = field(default_factory=PlanRows)
    #: None where the files hold no goals: then they stay as they are.
    goals: tuple[GoalLine, ...] | None = None
    #: What each file calls its columns: problems are told so.
    called: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        """Whether the plan can be applied."""
        return not self.problems


def parse_plan(tables: list[Table], contract) -> Parsed:
    """Read the tables of a contract's plan, four and perhaps its goals.

    All or nothing: one problem, and there is no plan to apply.
    """
    parsed = Parsed(tables)
    rows = {key: _Reader(parsed, sheet, tables).rows() for key, sheet in SHEETS.items()}
    has_goals = any(table.sheet == GOALS.key for table in tables)
    goals = _Reader(parsed, GOALS, tables).rows() if has_goals else []
    parsed.problems += [
        Problem(
            table.file,
            1,
            "",
            _("The columns are those of no part of a plan, so it is not known what this is."),
        )
        for table in tables
        if not table.sheet
    ]
    # What follows from an activity that could not be read is no error of its own.
    if any(problem.file == _file(parsed, "activities") for problem in parsed.problems):
        known = []
    else:
        known = [row for _n, row in rows["activities"]]
    _check_years(parsed, rows, contract, known)
    _check_keys(parsed, rows, known)
    _check_goals(parsed, goals)
    parsed.problems = [
        replace(problem, column=parsed.called.get(problem.file, {}).get(problem.column, problem.column))
        for problem in parsed.problems[:MAX_PROBLEMS]
    ]
    if parsed.is_whole:
        parsed.plan = PlanRows(**{key: tuple(row for _n, row in found) for key, found in rows.items()})
        parsed.goals = tuple(row for _n, row in goals) if has_goals else None
    return parsed


class _Reader:
    """Reads one table, noting the problems of each cell."""

    def __init__(self, parsed, sheet, tables):
        self.problems, self.sheet, self.called = parsed.problems, sheet, parsed.called
        self.table = next((table for table in tables if table.sheet == sheet.key), None)

    def rows(self):
        """Return (line number, row) of every line that could be read."""
        if self.table is None:
            self._note(0, "", _("This part of the plan is missing among the files."))
            return []
        typed = self.table.lines[0][1] if self.table.lines else []
        heading = [column_of(cell) for cell in typed]
        self._remember(heading, typed)
        if not self._heading_is_right(heading):
            return []
        found = [(number, self._row(number, heading, cells)) for number, cells in self.table.lines[1:]]
        # A plan may lack targets and totals; a file without activities is the wrong one.
        if not found and self.sheet.key == "activities":
            self._note(0, "", _("There is no row under the heading."))
        return [(number, row) for number, row in found if row is not None]

    def _remember(self, heading, typed):
        """Keep what the file calls its columns, and what it would call those that it lacks."""
        in_words = not any(cell.casefold() in HEADINGS for cell in typed)
        missing = {name: str(HEADINGS[name]) for name in self.sheet.names} if in_words else {}
        self.called[self.table.file] = missing | dict(zip(heading, typed, strict=True))

    def _heading_is_right(self, heading):
        before = len(self.problems)
        for name in self.sheet.names:
            if heading.count(name) != 1:
                text = (
                    _("This column is missing.") if name not in heading else _("This column is there twice.")
                )
                self._note(1, name, text)
        for name in heading:
            if name not in self.sheet.names:
                self._note(1, name, _("A plan has no such column."))
        return len(self.problems) == before

    def _row(self, number, heading, cells):
        if [column_of(cell) for cell in cells] == heading:
            return self._note(number, "", _("This is the heading once more. Delete the row."))
        if len(cells) > len(heading):
            return self._note(number, "", _("The row has more cells than the heading."))
        texts = dict(zip(heading, cells + [""] * (len(heading) - len(cells)), strict=True))
        before = len(self.problems)
        values = {
            field.attribute: self._value(number, field, texts[field.name]) for field in self.sheet.fields
        }
        return None if len(self.problems) > before else ROW_TYPES[self.sheet.key](**values)

    def _value(self, number, field, text):
        if is_formula(text):
            said = _(
                "There is a formula in the cell. Replace it by its value: formulas are not computed here."
            )
            return self._note(number, field.name, said, text)
        if not text:
            return self._note(number, field.name, _("The cell is empty.")) if field.required else field.empty
        try:
            return field.read(unguarded(text))
        except Unreadable as unreadable:
            return self._note(number, field.name, str(unreadable), text)

    def _note(self, number, column, text, value=""):
        file = self.table.file if self.table else self.sheet.file
        self.problems.append(Problem(file, number, column, text, value[:80]))


def _file(parsed, key):
    sheet = GOALS if key == GOALS.key else SHEETS[key]
    return next((table.file for table in parsed.tables if table.sheet == key), sheet.file)


def _check_years(parsed, rows, contract, known):
    """Every year lies in the contract, and every year of the contract has activities."""
    outside = _("The year is outside the contract (%(from)s–%(to)s).") % {
        "from": contract.years[0],
        "to": contract.years[-1],
    }
    for key, found in rows.items():
        for number, row in found:
            years = (
                {"from_year": row.from_year, "to_year": row.to_year}
                if key == "period_targets"
                else {"year": row.year}
            )
            for column, year in years.items():
                if year not in contract.years:
                    parsed.problems.append(Problem(_file(parsed, key), number, column, outside, str(year)))
            if key == "period_targets" and row.to_year < row.from_year:
                text = _("The last year is before the first.")
                parsed.problems.append(Problem(_file(parsed, key), number, "to_year", text, str(row.to_year)))
    covered = {row.year for row in known}
    for year in contract.years if covered else ():
        if year not in covered:
            text = _("%(year)s is missing: the contract covers it, but it has no activity.") % {"year": year}
            parsed.problems.append(Problem(_file(parsed, "activities"), 0, "year", text))


def _check_keys(parsed, rows, known):
    """Nothing is there twice, and every target belongs to an activity."""
    for key, found in rows.items():
        _check_twice(parsed, key, found)
    activities = {row.key for row in known}
    for number, row in rows["targets"] if activities else ():
        if (row.year, row.number) not in activities:
            said = _("There is no activity %(year)s/%(number)s.") % {"year": row.year, "number": row.number}
            parsed.problems.append(Problem(_file(parsed, "targets"), number, "no", said, str(row.number)))


def _check_twice(parsed, key, found):
    times = Counter(row.key for _n, row in found)
    for number, row in found:
        if times[row.key] > 1:
            said = _("The same row is there twice: %(key)s.") % {"key": " / ".join(map(str, row.key))}
            parsed.problems.append(Problem(_file(parsed, key), number, "", said))


def _check_goals(parsed, found):
    """Each outcome and indicator stands under a goal; an indicator alone has a measure, and has one."""
    _check_twice(parsed, GOALS.key, found)
    goals = {row.goal for _n, row in found if row.part == "goal"}
    for number, row in found:
        told = {"measure": row.measure, "kind": row.kind}
        if row.goal not in goals:
            said = _("There is no goal %(number)s.") % {"number": row.goal}
            _note_goal(parsed, number, "no", said, row.no)
        for column, value in told.items():
            if row.part == "indicator" and not value:
                _note_goal(parsed, number, column, _("The cell is empty."))
            if row.part != "indicator" and value:
                said = _("Only an indicator has this: leave the cell empty.")
                _note_goal(parsed, number, column, said, value)
        if row.part != "goal" and row.workstreams:
            said = _("Only a goal has workstreams: leave the cell empty.")
            _note_goal(parsed, number, "workstreams", said, ";".join(row.workstreams))
        if row.part != "indicator" and row.begins_on:
            said = _("Only an indicator has this: leave the cell empty.")
            _note_goal(parsed, number, "begins_on", said, str(row.begins_on))


def _note_goal(parsed, number, column, text, value=""):
    parsed.problems.append(Problem(_file(parsed, GOALS.key), number, column, text, value))
