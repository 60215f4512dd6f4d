"""What the public page of a call shows; the same for every reader, so that it is made once (fresh.py)."""

from itertools import groupby

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from silab.common.markdown import to_html
from silab.common.templatetags.formats import euro, figure
from trainings.calls.structured import structured_data
from trainings.calls.window import standing_of

LINKS = ("http://", "https://")


def page_of(training) -> dict:
    """Return the name, the standing, the body as HTML and the structured data of a call's page."""
    groups = list(training.groups.all())
    sessions = list(training.sessions.select_related("group").order_by("number", "starts_at", "pk"))
    trainers = list(training.trainers.all())
    latest = training.terms.order_by("-version").prefetch_related("undertakings").first()
    context = {
        "training": training,
        "standing": standing_of(training),
        "text": to_html(training.call_text),
        "conditions": to_html(training.conditions, below=3),
        "table": table_of(groups, sessions),
        "days": days_of(sessions),
        "groups": groups,
        "trainers": trainers,
        "undertakings": [each.text for each in latest.undertakings.all()] if latest else [],
        "rules": rules_of(training),
    }
    return {
        "name": training.name,
        "slug": training.slug,
        "kind": training.get_kind_display(),
        "description": _description(training),
        "body": render_to_string("trainings/calls/call_body.html", context),
        "structured": structured_data(training, groups, sessions, trainers),
    }


def table_of(groups, sessions) -> dict:
    """Return the dates by city: the numbers of the days, and (group, place, its days in their columns)."""
    numbers = sorted({session.number for session in sessions})
    rows = []
    for group in [*groups, None]:
        own = {session.number: session for session in sessions if session.group_id == (group and group.pk)}
        if own or group:
            cells = [own.get(number) for number in numbers]
            rows.append((group, _places(own.values(), group), cells))
    return {"numbers": numbers, "rows": rows, "hours": _hours(sessions)}


def days_of(sessions) -> list[tuple]:
    """Return (number, title, topics) of each day, once for all groups."""
    found = []
    for number, same in groupby(sessions, key=lambda session: session.number):
        first = next(iter(same))
        found.append((number, first.title, [line for line in first.topics.splitlines() if line.strip()]))
    return found


def public_place(place: str) -> str:
    """Return a place as strangers may read it: a meeting's link is for those who take part."""
    return _("on-line") if place.strip().lower().startswith(LINKS) else place


def rules_of(training) -> list[tuple[str, str]]:
    """Return (what, words) of price, refund, team and completion."""
    rules = [(_("Price"), euro(training.price) if training.price else _("free of charge"))]
    if training.is_programme:
        rules.append((_("Team"), _team(training)))
    rules.append((_("Completing it"), _completion(training)))
    if training.mentoring_hours:
        rules.append(
            (_("Mentoring"), _("%(hours)s hours a team") % {"hours": figure(training.mentoring_hours)})
        )
    if training.refund_limit:
        words = _(
            "Whoever drops out: the organiser may claim up to %(limit)s (with VAT) of the costs from the employer."
        )
        rules.append((_("Dropping out"), words % {"limit": euro(training.refund_limit)}))
    return rules


def _team(training):
    words = ngettext(
        "%(least)d to %(most)d member: at least %(officials)d of a municipality and %(ngo)d of NGOs",
        "%(least)d to %(most)d members: at least %(officials)d of a municipality and %(ngo)d of NGOs",
        training.max_members,
    )
    return words % {
        "least": training.min_members,
        "most": training.max_members,
        "officials": training.min_officials,
        "ngo": training.min_ngo,
    }


def _completion(training):
    if training.completion_share == 100:
        words = _("take part on all days")
    else:
        words = _("take part on at least %(share)d%% of the days") % {"share": training.completion_share}
    homework = _("hand in all homework")
    return f"{words}, {homework}" if training.completion_homework else words


def _places(sessions, group):
    named = dict.fromkeys(public_place(session.place) for session in sessions if session.place)
    places = [place for place in named if not group or place != group.name]
    return ", ".join(places)


def _hours(sessions):
    """Return the hours when they are the same on all days: "10:00–17:00", else ""."""
    found = {
        f"{timezone.localtime(each.starts_at):%H:%M}–{timezone.localtime(each.ends_at):%H:%M}"
        for each in sessions
    }
    return found.pop() if len(found) == 1 else ""


def _description(training):
    plain = " ".join(training.call_text.replace("#", " ").replace("*", " ").split())
    return plain if len(plain) <= 160 else f"{plain[:159].rstrip()}…"
