"""What the records tell of a programme: everything that its report prints but people's words.

Figures are counted by measures narrowed to the programme; days, topics and teams are read as they stand."""

from datetime import date
from decimal import Decimal

from django.conf import settings
from django.db.models import Count, Min, Q, Sum
from django.utils import timezone, translation

from reports.models import ProgrammeTarget
from reports.snapshot import figure_name, text
from silab import measures
from silab.measures import Period
from trainings.enums import THERE
from trainings.feedback.figures import recommendation
from trainings.models import Application, Outreach, Session, Training

FUNNEL = (
    "trainings.municipalities_written_to",
    "trainings.recruiting_contacts",
    "trainings.info_day_registered",
    "trainings.info_day_present",
    "trainings.applications_submitted",
    "trainings.teams_accepted",
)
RESULTS = (
    "trainings.recommendation_index",
    "trainings.feedback_answers",
    "trainings.teams_accepted",
    "trainings.teams_completed",
    "trainings.training_days",
    "trainings.participants",
    "trainings.people_trained",
    "trainings.mentoring_hours",
    "trainings.cooperation_models",
    "trainings.certificates",
)
#: What an application can promise.
PROMISED = (*FUNNEL, *(code for code in RESULTS if code not in FUNNEL))


def period_of(training: Training, last: date | None) -> Period:
    """Return the programme's days: from its first record to `last`, to today where that is None."""
    last = last or timezone.localdate()
    letters = Outreach.objects.filter(training=training).aggregate(first=Min("contact__on"))["first"]
    begins = training.info_days.aggregate(first=Min("begins_on"))["first"]
    opens = timezone.localtime(training.opens_at).date() if training.opens_at else None
    known = [day for day in (letters, begins, opens, training.begins_on) if day]
    return Period(min([*known, last]), last)


def facts_of(training: Training, last: date | None, evidence: dict[str, dict] | None = None) -> dict:
    """Return what the report prints, as JSON: decimals as strings, None for no data; `evidence` by figure.

    Titles are in the portal's own language, whoever asks.
    """
    period = period_of(training, last)
    with translation.override(settings.LANGUAGE_CODE):
        counted = {code: _counted(code, training, period) for code in PROMISED}
        targets = ProgrammeTarget.objects.filter(training=training).order_by("pk")
        return {
            "format": 1,
            "programme": _programme(training),
            "period": [f"{period.first}", f"{period.last}"],
            "info_days": _info_days(training),
            "funnel": [counted[code] for code in FUNNEL],
            "results": [counted[code] for code in RESULTS],
            "recommendation": _recommendation(training),
            "groups": _groups(training),
            "joint": [_day(session) for session in _sessions(training).filter(group=None)],
            "mentoring": _mentoring(training, period, counted["trainings.mentoring_hours"]),
            "targets": [_target(row, counted) for row in targets],
            "evidence": evidence or {},
        }


def figures_in(training: Training, period: Period) -> dict[str, str]:
    """Return the measure of each distinct figure that the report prints, by the figure's name."""
    return {figure_name(code, period): code for code in sorted(PROMISED)}


def _counted(code, training, period):
    measure = measures.get(code)
    records, value = measure.found(period, training=training)
    return {
        "measure": code,
        "title": str(measure.title),
        "unit": measure.unit,
        "records": records,
        "value": text(value),
        "figure": figure_name(code, period),
    }


def _programme(training):
    contract = training.contract
    return {
        "slug": training.slug,
        "name": training.name,
        "contract": contract.title if contract else "",
        "funder": contract.funder_name if contract else "",
        "opens_on": _iso(training.opens_at),
        "closes_on": _iso(training.closes_at),
        "trainers": list(training.trainers.order_by("pk").values_list("name", flat=True)),
    }


def _info_days(training):
    rows = training.info_days.order_by("begins_on", "pk").values_list("name", "begins_on", "place")
    return [{"name": name, "on": str(on or ""), "place": place} for name, on, place in rows]


def _recommendation(training):
    found = recommendation(training)
    return {"answered": found.answered, "asked": found.asked, "nps": found.nps, "is_high": found.is_high}


def _sessions(training):
    there = Count("attendances", filter=Q(attendances__presence__in=THERE))
    return (
        Session.objects.filter(training=training).annotate(there=there).order_by("number", "starts_at", "pk")
    )


def _groups(training):
    """Each group with its teams and workshops; the days of a training without groups stand under `joint`."""
    teams: dict[int, list[str]] = {}
    accepted = Application.objects.holding_places().filter(training=training)
    for group, name in accepted.order_by("municipality__sort_key", "pk").values_list(
        "group", "municipality__name"
    ):
        teams.setdefault(group, []).append(name or "–")
    days: dict[int, list[dict]] = {}
    for session in _sessions(training).exclude(group=None):
        days.setdefault(session.group_id, []).append(_day(session))
    return [
        {"name": group.name, "teams": teams.get(group.pk, []), "workshops": days.get(group.pk, [])}
        for group in training.groups.order_by("pk")
    ]


def _day(session):
    return {
        "number": session.number,
        "on": _iso(session.starts_at),
        "title": session.title,
        "place": session.place,
        "topics": [line.strip() for line in session.topics.splitlines() if line.strip()],
        "there": session.there,
    }


def _mentoring(training, period, delivered):
    quota = training.mentoring_hours
    in_period = Q(mentoring__on__range=period.days)
    teams = Application.objects.holding_places().filter(training=training)
    teams = teams.annotate(
        hours=Sum("mentoring__hours", filter=in_period), talks=Count("mentoring", filter=in_period)
    ).order_by("municipality__sort_key", "pk")
    rows = [
        {"name": name or "–", "hours": text(hours), "talks": talks}
        for name, hours, talks in teams.values_list("municipality__name", "hours", "talks")
    ]
    return {
        "quota": text(quota),
        "planned": text(quota * len(rows)) if quota else None,
        "delivered": delivered["value"],
        "teams": rows if any(row["talks"] for row in rows) else [],
    }


def _target(row, counted):
    found = counted.get(row.measure)
    done = Decimal(found["value"]) if found and found["value"] is not None else None
    return {
        "pk": row.pk,
        "label": row.label,
        "measure": row.measure,
        "unit": found["unit"] if found else "",
        "planned": text(row.planned),
        "done": text(done),
        "figure": found["figure"] if found else None,
        "differs": done != row.planned,
        "is_short": done is None or done < row.planned,
    }


def _iso(moment):
    return str(timezone.localtime(moment).date()) if moment else ""
