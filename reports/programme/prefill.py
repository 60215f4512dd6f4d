"""The first words of a programme report, out of its records."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from reports.models import ProgrammeReport, ProgrammeText
from reports.programme.facts import facts_of
from silab.common.templatetags.formats import day, figure


def prefill(report: ProgrammeReport, *, by) -> None:
    """Write a draft of each section that the records know something of."""
    facts = facts_of(report.training, report.dated_on)
    values = {
        row["measure"].partition(".")[2]: figure(row["value"]) for row in facts["funnel"] + facts["results"]
    }
    drafts = {
        "recruitment": _recruitment(facts, values),
        "preparation": _preparation(facts),
        "delivery": _delivery(facts, values),
        "mentoring": _mentoring(facts, values),
        "closing": _closing(facts),
        "results": _results(facts, values),
    }
    for key, body in drafts.items():
        if body:
            ProgrammeText.objects.create(
                report=report,
                key=key,
                body=body,
                revision=1,
                is_prefilled=True,
                saved_at=timezone.now(),
                saved_by=by,
                created_by=by,
            )


def _recruitment(facts, values):
    lines = []
    if values["municipalities_written_to"] != "–":
        lines.append(
            _(
                "The offer went to %(municipalities_written_to)s municipalities; "
                "contacts in all: %(recruiting_contacts)s."
            )
            % values
        )
    for info_day in facts["info_days"]:
        lines.append(
            _("Information day %(on)s: %(info_day_registered)s registered, %(info_day_present)s were there.")
            % {**values, "on": _on(info_day["on"])}
        )
    if facts["programme"]["closes_on"]:
        lines.append(
            _(
                "Teams could apply until %(until)s. "
                "Applications: %(applications_submitted)s, teams accepted: %(teams_accepted)s."
            )
            % {**values, "until": _on(facts["programme"]["closes_on"])}
        )
    teams = [team for group in facts["groups"] for team in group["teams"]]
    if teams:
        lines.append(_("Teams: %(teams)s.") % {"teams": ", ".join(teams)})
    return "\n\n".join(lines)


def _preparation(facts):
    trainers = facts["programme"]["trainers"]
    return _("Trainers: %(names)s.") % {"names": ", ".join(trainers)} if trainers else ""


def _delivery(facts, values):
    days = sorted(row["on"] for group in facts["groups"] for row in group["workshops"])
    if not days:
        return ""
    return _(
        "The programme was held in %(groups)s groups from %(first)s to %(last)s, "
        "on %(training_days)s training days with %(participants)s participants."
    ) % {**values, "groups": len(facts["groups"]), "first": _on(days[0]), "last": _on(days[-1])}


def _mentoring(facts, values):
    if not facts["mentoring"]["teams"]:
        return ""
    return _("Teams were given %(mentoring_hours)s contact hours of advice; %(planned)s were planned.") % {
        **values,
        "planned": figure(facts["mentoring"]["planned"]),
    }


def _closing(facts):
    if not facts["groups"]:
        return ""
    lines = [
        _("- %(on)s, %(place)s: %(title)s, %(there)s present")
        % {"on": _on(row["on"]), "place": row["place"], "title": row["title"], "there": row["there"]}
        for row in facts["joint"]
    ]
    return "\n".join(lines)


def _results(facts, values):
    if values["recommendation_index"] == "–":
        return ""
    return _(
        "The recommendation index was %(recommendation_index)s/10; %(answered)s participants answered."
    ) % {
        **values,
        "answered": figure(facts["recommendation"]["answered"]),
    }


def _on(text):
    return day(date.fromisoformat(text)) if text else "–"
