"""The first words of a draft: the year's trainings, meetings and labs as records know them."""

from itertools import islice

from django.utils import timezone
from django.utils.translation import gettext as _

from reports.achievement import achieved
from reports.enums import TargetKind
from reports.models import AnnualReport, Goal, ReportText
from silab import measures
from silab.common.templatetags.formats import day

#: Lines of one measure; the appendix lists them all.
MOST = 40


def prefill(report: AnnualReport, *, by) -> None:
    """Write a draft of each goal's activities from the records that the year's targets count.

    A goal takes the measures that share their first word with one of its indicators; the first goal
    takes the rest. What people cannot be told apart in (participants) is left to the figures.
    """
    goals = list(
        Goal.objects.filter(contract=report.contract).prefetch_related("indicators").order_by("number")
    )
    sections: dict[int, list[str]] = {goal.pk: [] for goal in goals}
    for code, period in _happenings(report):
        section = _section(measures.get(code), period, report.contract)
        if section and goals:
            sections[_goal_of(code, goals).pk].append(section)
    for pk, found in sections.items():
        if found:
            ReportText.objects.create(
                report=report,
                key=f"activities:{pk}",
                body="\n\n".join(found),
                revision=1,
                is_prefilled=True,
                saved_at=timezone.now(),
                saved_by=by,
                created_by=by,
            )


def _happenings(report):
    known = measures.all_measures()
    found = {}
    for result in achieved(report.contract, report.year).targets:
        measure = known.get(result.target.measure)
        if (
            measure
            and measure.unit != "person"
            and result.kind in (TargetKind.INCREMENT, TargetKind.MILESTONE)
        ):
            found[measure.code] = result.period
    return [(code, period) for code, period in found.items() if period]


def _goal_of(code, goals):
    room = code.partition(".")[0]
    for goal in goals:
        if any(row.measure.partition(".")[0] == room for row in goal.indicators.all()):
            return goal
    return goals[0]


def _section(measure, period, contract):
    lines = [_line(each) for each in islice(measure.proof(period, contract), MOST)]
    return f"**{measure.title}**\n\n" + "\n".join(lines) if lines else ""


def _line(each):
    when = f"{day(each.on)}: " if each.on else ""
    where = f", {each.municipality}" if each.municipality and each.municipality not in each.label else ""
    return _("- %(when)s%(what)s%(where)s (%(code)s)") % {
        "when": when,
        "what": each.label,
        "where": where,
        "code": each.code,
    }
