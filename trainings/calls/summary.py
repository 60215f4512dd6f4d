"""What is given on each page of the setup, in a few words."""

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from silab.common.templatetags.formats import day, euro, figure, moment


def summary_of(training) -> dict[str, str]:
    """Return {key of the page: what is given there}; "" where nothing is."""
    return {
        "basics": f"{training.get_kind_display().capitalize()} · {training.get_audience_display()}",
        "text": _("text, contact") if training.call_text and training.contact_email else "",
        "team": _("%(least)d–%(most)d members, of them %(officials)d of a municipality, %(ngo)d of NGOs")
        % {
            "least": training.min_members,
            "most": training.max_members,
            "officials": training.min_officials,
            "ngo": training.min_ngo,
        },
        "window": f"{moment(training.opens_at)} – {moment(training.closes_at)}" if training.opens_at else "",
        "groups": ", ".join(f"{group} ({figure(group.capacity)})" for group in training.groups.all()),
        "days": _days(training),
        "terms": _terms(training),
        "conditions": _conditions(training),
        "data": _data(training),
        "trainers": ", ".join(trainer.name for trainer in training.trainers.all()),
    }


def _days(training):
    starts = list(training.sessions.order_by("starts_at").values_list("starts_at", flat=True))
    if not starts:
        return ""
    words = ngettext("%(n)d session", "%(n)d sessions", len(starts)) % {"n": len(starts)}
    return f"{words}, {day(starts[0])}–{day(starts[-1])}"


def _terms(training):
    latest = training.terms.annotate(count=Count("undertakings")).order_by("-version").first()
    if latest is None:
        return ""
    words = ngettext("%(n)d undertaking", "%(n)d undertakings", latest.count) % {"n": latest.count}
    version = _("version %(n)d") % {"n": latest.version}
    return f"{words}, {version}"


def _conditions(training):
    price = euro(training.price) if training.price else _("free of charge")
    needed = _("%(share)d%% of the days complete it") % {"share": training.completion_share}
    return f"{price} · {needed}"


def _data(training):
    if not training.needs_participant_data:
        return _("not asked")
    return _("asked, kept until %(day)s") % {"day": day(training.data_kept_until)}
