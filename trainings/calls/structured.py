"""A call as search engines read it: schema.org's Course with an instance a group, or Event, as JSON-LD."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from silab.common.structured import in_script
from trainings.enums import TrainingKind, TrainingState

LINKS = ("http://", "https://")
SCHEMA = "https://schema.org"


def structured_data(training, groups, sessions, trainers) -> SafeString:
    """Return the JSON-LD of a call, safe inside a script element."""
    held = [_held(training, name, days, trainers) for name, days in _by_group(groups, sessions)]
    if training.kind == TrainingKind.INFO_DAY and held:
        data = {**held[0], "@type": "Event"}
    else:
        data = {"@type": "Course", "hasCourseInstance": held}
    data |= {
        "@context": SCHEMA,
        "name": training.name,
        "description": training.call_text[:5000] or training.name,
        "url": _url(training),
        "inLanguage": "et",
        "provider": {"@type": "Organization", "name": "Silab", "url": settings.PORTAL_URL},
        "offers": _offer(training),
    }
    return in_script(data)


def _by_group(groups, sessions):
    common = [session for session in sessions if session.group_id is None]
    for group in groups:
        days = [session for session in sessions if session.group_id == group.pk] + common
        if days:
            yield group.name, sorted(days, key=lambda session: session.starts_at)
    if common and not groups:
        yield "", sorted(common, key=lambda session: session.starts_at)


def _held(training, name, days, trainers):
    cancelled = training.state == TrainingState.CANCELLED
    return {
        "@type": "CourseInstance",
        "name": f"{training.name}, {name}" if name else training.name,
        "startDate": _iso(days[0].starts_at),
        "endDate": _iso(days[-1].ends_at),
        "eventStatus": f"{SCHEMA}/{'EventCancelled' if cancelled else 'EventScheduled'}",
        "courseMode": "online" if _is_online(name, days[0].place) else "onsite",
        "location": _location(training, name, days[0].place),
        "instructor": [{"@type": "Person", "name": trainer.name} for trainer in trainers],
        "subEvent": [
            {
                "@type": "Event",
                "name": str(session),
                "startDate": _iso(session.starts_at),
                "endDate": _iso(session.ends_at),
                "location": _location(training, name, session.place),
            }
            for session in days
        ],
    }


def _location(training, name, place):
    if _is_online(name, place):
        return {"@type": "VirtualLocation", "url": _url(training)}  # the meeting's own link is not public
    return {"@type": "Place", "name": place or name or training.place or "Eesti", "address": place or name}


def _is_online(name, place):
    return place.lower().startswith((*LINKS, "veeb")) or name.lower().startswith("veeb")


def _offer(training):
    offer = {
        "@type": "Offer",
        "price": f"{training.price:.2f}",
        "priceCurrency": "EUR",
        "url": _url(training),
        "category": "Paid" if training.price else "Free",
    }
    if training.opens_at and training.closes_at:
        offer |= {"validFrom": _iso(training.opens_at), "validThrough": _iso(training.closes_at)}
    return offer


def _iso(moment):
    return timezone.localtime(moment).isoformat(timespec="minutes")


def _url(training):
    return settings.PORTAL_URL.rstrip("/") + reverse("trainings:call", args=[training.slug])
