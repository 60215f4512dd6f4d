"""The first words of a draft: the year's trainings, meetings and labs as records know them."""

from collections import defaultdict
from itertools import islice

from django.utils import timezone
from django.utils.translation import gettext as _

from reports.achievement import achieved
from reports.annual.form import fitted
from reports.enums import TargetKind
from reports.models import AnnualReport, Goal, ReportText
from silab import measures
from silab.common.templatetags.formats import day

#: Kinds of target whose records belong to the year itself.
OWN_YEAR = (TargetKind.INCREMENT, TargetKind.MILESTONE)
#: Lines of one measure; the appendix lists them all.
MOST = 40


def prefill(report: AnnualReport, *, by) -> None:
    """Write a draft of each goal's activities from the records that the year's targets count.

    A record stands under the goal whose workstreams hold the activity that counts it; the first goal takes
    what no goal claims; the form says whether that is told goal by goal. What people cannot be told apart in
    (participants) is left to the figures.
    """
    goals = list(Goal.objects.filter(contract=report.contract).order_by("number"))
    sections: dict[int, list[str]] = defaultdict(list)
    for measure, period, workstream in _happenings(report):
        section = _section(measure, period, report.contract)
        if section:
            sections[_goal_of(workstream, goals)].append(section)
    drafts = {f"activities:{pk}": "\n\n".join(found) for pk, found in sections.items()}
    for key, body in fitted(report.contract, drafts).items():
        ReportText.objects.create(
            report=report,
            key=key,
            body=body,
            revision=1,
            is_prefilled=True,
            saved_at=timezone.now(),
            saved_by=by,
            created_by=by,
        )


def _happenings(report):
    """Give (measure, period, workstream) of the year's targets whose records tell what happened."""
    known = measures.all_measures()
    found = {}
    for row in achieved(report.contract, report.year).activities:
        for result in row.targets:
            measure = known.get(result.target.measure)
            if measure and result.period and measure.unit != "person" and result.kind in OWN_YEAR:
                found[measure.code] = (measure, result.period, row.activity.workstream)
    return found.values()


def _goal_of(workstream, goals):
    """The goal's primary key; 0 where there is no goal."""
    found = next((goal for goal in goals if workstream in goal.workstreams), goals[0] if goals else None)
    return found.pk if found else 0


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
