"""The lines of a year: money that jumps, money that is missing, lines without target or target group."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.checks.finding import Cell, Finding
from reports.enums import Severity, Workstream
from silab.common.templatetags.formats import euro

#: A share jumps when it departs from both neighbouring years by this much and by this factor; a plan's
#: first and last year have one neighbour, so they must depart by twice as much.
POINTS = Decimal("0.10")
FACTOR = Decimal("1.5")


def unfunded_with_targets(plan):
    """An activity without money that is to reach something all the same."""
    wanted = {(row.year, row.number) for row in plan.targets}
    for row in plan.activities:
        if row.budget is None and row.key in wanted:
            text = _(
                "%(year)s, activity %(number)s “%(title)s” has targets but no money: %(note)s. "
                "Unfunded is not counted as 0,00 €."
            )
            yield Finding(
                Severity.WARNING,
                "unfunded_with_targets",
                (Cell(row.year, row.number, "budget"),),
                text
                % {
                    "year": row.year,
                    "number": row.number,
                    "title": row.title,
                    "note": _("“%(text)s”") % {"text": row.funding_note.rstrip(".")}
                    if row.funding_note
                    else _("no note says why"),
                },
            )


def share_jumps(plan):
    """A workstream whose share of the year's money departs from the years beside it."""
    for workstream in Workstream.values:
        money = {year: _money(plan, year, workstream) for year in plan.years}
        for year, beside in _jumping_years(plan, money).items():
            yield _jump(plan, workstream, money, year, beside)


def _jumping_years(plan, money):
    """Return year → the years beside it. An end of the plan beside a jump is no second jump."""
    years, found = list(money), {}
    if not years:  # a contract whose plan has not been imported yet
        return found
    inner = range(1, len(years) - 1)
    for place in (*inner, *{0, len(years) - 1}):
        beside = [years[n] for n in (place - 1, place + 1) if 0 <= n < len(years)]
        known = money[years[place]] and beside and all(money[other] for other in beside)
        points = POINTS if len(beside) == 2 else 2 * POINTS
        if known and not found.keys() & set(beside) and _departs(plan, money, years[place], beside, points):
            found[years[place]] = beside
    return dict(sorted(found.items()))


def activities_without(plan):
    """Activities without any target, and activities without target group: one finding a workstream."""
    with_targets = {(row.year, row.number) for row in plan.targets}
    for workstream in Workstream:
        rows = [row for row in plan.activities if row.workstream == workstream]
        aimless = [row for row in rows if row.key not in with_targets]
        if aimless:
            text = ngettext(
                "%(lines)s (%(workstream)s) has no target that could be measured.",
                "%(lines)s (%(workstream)s) have no target that could be measured.",
                len(aimless),
            )
            yield _lines_finding("no_target", "targets", workstream, aimless, text)
        for_nobody = [row for row in rows if not row.target_groups]
        if for_nobody:
            text = ngettext(
                "%(lines)s (%(workstream)s) names no target group.",
                "%(lines)s (%(workstream)s) name no target group.",
                len(for_nobody),
            )
            yield _lines_finding("no_target_group", "target_groups", workstream, for_nobody, text)


def _money(plan, year, workstream):
    known = [row.budget for row in plan.of_year(year) if row.workstream == workstream and row.budget]
    return sum(known, Decimal(0)) if known else None


def _share(plan, money, year):
    return money[year] / plan.computed_total(year)


def _departs(plan, money, year, beside, points):
    own = _share(plan, money, year)
    others = [_share(plan, money, other) for other in beside]
    above = all(own - other >= points and own >= other * FACTOR for other in others)
    below = all(other - own >= points and other >= own * FACTOR for other in others)
    # A line whose own money stays only gives way to another that jumps.
    more = all(money[year] > money[other] for other in beside)
    less = all(money[year] < money[other] for other in beside)
    return (above and more) or (below and less)


def _jump(plan, workstream, money, year, beside):
    def said(of):
        return _("%(amount)s in %(year)s (%(share)s %% of the year)") % {
            "amount": euro(money[of]),
            "year": of,
            "share": round(_share(plan, money, of) * 100),
        }

    cells = [
        Cell(year, row.number, "budget")
        for row in plan.of_year(year)
        if row.workstream == workstream and row.budget
    ]
    return Finding(
        Severity.QUESTION,
        "share_jumps",
        tuple(cells),
        _("%(workstream)s: %(own)s, but %(beside)s. Is it meant so?")
        % {
            "workstream": str(Workstream(workstream).label).capitalize(),
            "own": said(year),
            "beside": _(" and ").join(said(other) for other in beside),
        },
    )


def _lines_finding(code, column, workstream, rows, text):
    cells = tuple(Cell(row.year, row.number, column) for row in rows)
    lines = ", ".join(f"{cell.year}/{cell.number}" for cell in cells)
    return Finding(
        Severity.QUESTION, code, cells, text % {"lines": lines, "workstream": str(workstream.label)}
    )
