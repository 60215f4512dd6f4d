"""Goals, outcomes and indicators against the registry of measures, the contract and one another."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from reports.checks.finding import Finding
from reports.enums import Severity, Workstream
from reports.rows import GoalLine
from silab import measures
from silab.common.templatetags.formats import day


def check_goals(lines: Sequence[GoalLine], years: range) -> list[Finding]:
    """Return every finding on a contract's goals; `years` are the contract's."""
    return [finding for found in findings_by_line(lines, years).values() for finding in found]


def findings_by_line(lines: Sequence[GoalLine], years: range) -> dict[str, list[Finding]]:
    """Return the findings by the number of the goal, outcome or indicator that they speak of."""
    found: dict[str, list[Finding]] = defaultdict(list)
    for check in (_unknown, _begins, _same_measure, _bare, _claimed_twice):
        for no, finding in check(lines, years):
            found[no].append(finding)
    return found


def _unknown(lines, _years) -> Iterator[tuple[str, Finding]]:
    known = measures.all_measures()
    for row in lines:
        if row.part == "indicator" and row.measure not in known:
            words = _(
                "%(no)s “%(title)s”: nothing counts the measure “%(measure)s” any more, so “–” prints. "
                "Choose another."
            )
            said = {"no": row.no, "title": row.title, "measure": row.measure}
            yield row.no, _finding(Severity.ERROR, "unknown_measure", words % said)


def _begins(lines, years):
    for row in lines:
        if row.begins_on and row.begins_on.year not in years:
            words = _("%(no)s “%(title)s” begins on %(day)s, outside the contract (%(from)s–%(to)s).")
            said = {"no": row.no, "title": row.title, "day": day(row.begins_on)}
            said |= {"from": years[0], "to": years[-1]}
            yield row.no, _finding(Severity.WARNING, "begins_outside", words % said)


def _same_measure(lines, _years):
    first: dict[tuple[str, str], GoalLine] = {}
    for row in lines:
        if row.part != "indicator":
            continue
        before = first.setdefault((row.measure, row.kind), row)
        if before is not row:
            words = _("%(no)s and %(other)s count the same: their values will always be alike.")
            said = {"no": before.no, "other": row.no}
            yield row.no, _finding(Severity.QUESTION, "same_measure", words % said)


def _bare(lines, _years):
    parts = defaultdict(set)
    for row in lines:
        parts[row.goal].add(row.part)
    said = {
        "outcome": _("Goal %(no)s has no expected outcome."),
        "indicator": _("Goal %(no)s has no success indicator, so no figure tells how far it is reached."),
    }
    for row in lines:
        for part, words in said.items() if row.part == "goal" else ():
            if part not in parts[row.goal]:
                yield row.no, _finding(Severity.QUESTION, f"no_{part}", words % {"no": row.no})


def _claimed_twice(lines, _years):
    """A report tells each activity under one goal: the first that claims its workstream."""
    first: dict[str, str] = {}
    for row in lines:
        for workstream in row.workstreams:
            before = first.setdefault(workstream, row.no)
            if before != row.no and workstream in Workstream.values:
                words = _(
                    "Goals %(first)s and %(no)s both tell the activities of “%(workstream)s”: "
                    "drafts put them under goal %(first)s."
                )
                said = {"first": before, "no": row.no, "workstream": Workstream(workstream).label}
                yield row.no, _finding(Severity.QUESTION, "claimed_twice", words % said)


def _finding(severity, code, text):
    return Finding(severity, code, (), text)
