"""The first words of a draft: what happened in the year, and what supports outcomes and indicators, as
records know it."""

from itertools import islice

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from reports.achievement import achieved
from reports.annual.locking import locked_open
from reports.annual.support import Support, line, matched, supports_of, year_period
from reports.enums import TargetKind
from reports.models import AnnualReport, Goal, ReportText
from silab import measures
from silab.common.templatetags.formats import day

#: Kinds of target whose records belong to the year itself.
OWN_YEAR = (TargetKind.INCREMENT, TargetKind.MILESTONE)
#: Lines of one measure; the appendix lists them all.
MOST = 40


def prefill(report: AnnualReport, *, by) -> None:
    """Write drafts out of records, in the portal's own language: each goal's activities, outcomes, indicators.

    A record stands under the goal whose workstreams hold the activity that counts it; the first goal takes
    what no goal claims. What people cannot be told apart in (participants) is left to the figures.
    """
    for key, body in drafts(report).items():
        _write(report, key, body, by)


@transaction.atomic
def renew(*, report: AnnualReport, by) -> int:
    """Make the drafts that nobody has read anew out of today's records, and add those that are missing; return
    how many changed.

    What a person has read, written or emptied stays. Raises ReportClosed once the report is submitted.
    """
    report = locked_open(report)
    kept = {row.key: row for row in report.texts.all()}
    changed = 0
    for key, body in drafts(report).items():
        text = kept.get(key)
        if text is None:
            _write(report, key, body, by)
        elif text.is_prefilled and text.body != body:
            text.body, text.saved_at, text.saved_by = body, timezone.now(), by
            text.revision += 1
            text.save()
        else:
            continue
        changed += 1
    return changed


def _write(report, key, body, by):
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


def drafts(report: AnnualReport) -> dict[str, str]:
    """Return the texts that the year's records give, by part, in the portal's own language."""
    with override(settings.LANGUAGE_CODE):
        return _drafts(report)


def _drafts(report):
    achievement = achieved(report.contract, report.year)
    goals = list(
        Goal.objects.filter(contract=report.contract).prefetch_related("outcomes").order_by("number")
    )
    found = _activities(achievement, goals)
    for goal in goals:
        outcomes = matched(goal.outcomes.all(), supports_of(achievement, goal))
        found |= {f"outcome:{pk}": _lines(supports, report) for pk, supports in outcomes.items()}
    found |= {f"indicator:{row.indicator.pk}": _indicator(row, report) for row in achievement.indicators}
    return {key: body for key, body in found.items() if body}


def _activities(achievement, goals):
    sections: dict[int, list[str]] = {goal.pk: [] for goal in goals}
    for measure, period, workstream in _happenings(achievement):
        section = _section(measure, period, achievement.contract)
        if section and goals:
            sections[_goal_of(workstream, goals).pk].append(section)
    return {f"activities:{pk}": "\n\n".join(found) for pk, found in sections.items()}


def _lines(supports, report):
    lines = filter(None, (line(each, report.contract) for each in supports))
    said = "\n".join(lines)
    return _("The records of %(year)s say:") % {"year": report.year} + f"\n\n{said}" if said else ""


def _indicator(row, report):
    measure = measures.all_measures().get(row.indicator.measure)
    period = year_period(report.contract, report.year, row.indicator.kind)
    if measure is None or period is None or not row.has_begun:
        return ""
    return _lines([Support(measure, period, "")], report)


def _happenings(achievement):
    """Give (measure, period, workstream) of the year's targets whose records tell what happened."""
    known = measures.all_measures()
    found = {}
    for row in achievement.activities:
        for result in row.targets:
            measure = known.get(result.target.measure)
            if measure and result.period and measure.unit != "person" and result.kind in OWN_YEAR:
                found[measure.code] = (measure, result.period, row.activity.workstream)
    return found.values()


def _goal_of(workstream, goals):
    return next((goal for goal in goals if workstream in goal.workstreams), goals[0])


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
