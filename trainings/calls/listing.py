"""What the public list of calls shows."""

from datetime import timedelta

from django.core.paginator import Paginator
from django.db.models import Min, OuterRef, Subquery
from django.utils import timezone

from silab.common.templatetags.formats import day
from trainings.calls.window import standing_of
from trainings.enums import TrainingState
from trainings.models import Group, Session, Training

FAR = timedelta(days=36500)
A_PAGE = 20
OPEN_ON_FRONT = 3


def lists(number: int) -> dict:
    """Return the open calls (the first to close first), those yet to open, and a page of earlier ones."""
    now = timezone.now()
    found = _public().exclude(state=TrainingState.CANCELLED)
    ahead = [_card(training) for training in _not_over(found, now)]
    over = _public().filter(closes_at__lte=now).order_by("-closes_at", "pk")
    page = Paginator(over, A_PAGE).get_page(number)
    return {
        "open": [card for card in ahead if card["standing"].state == "open"],
        "upcoming": [card for card in ahead if card["standing"].state != "open"],
        "earlier": [_card(training) for training in page.object_list],
        "page": page,
    }


def open_now() -> list[dict]:
    """Return the calls that are open, for the front page."""
    now = timezone.now()
    found = _public().exclude(state=TrainingState.CANCELLED).filter(opens_at__lte=now, closes_at__gt=now)
    trainings = list(found.order_by("closes_at", "pk")[:OPEN_ON_FRONT])
    return [_card(training) for training in _with_cities(trainings)]


def _public():
    first = Session.objects.filter(training=OuterRef("pk")).order_by().values("training")
    return Training.objects.filter(is_public=True).annotate(
        first_at=Subquery(first.annotate(first=Min("starts_at")).values("first"))
    )


def _not_over(found, now):
    # Open ones are sorted by what is left of them, the others by when they open.
    trainings = list(found.exclude(closes_at__lte=now).order_by("opens_at", "pk"))
    trainings.sort(key=lambda one: one.closes_at if one.is_open else one.opens_at or now + FAR)
    return _with_cities(trainings)


def _with_cities(trainings):
    found: dict = {}
    rows = Group.objects.filter(training__in=[training.pk for training in trainings]).order_by("pk")
    for training, name in rows.values_list("training_id", "name"):
        found.setdefault(training, []).append(name)
    for training in trainings:
        training.cities = ", ".join(found.get(training.pk, []))
    return trainings


def _card(training):
    """Return what a call's entry in the list shows."""
    return {
        "name": training.name,
        "slug": training.slug,
        "kind": training.get_kind_display(),
        "audience": training.get_audience_display(),
        "begins": day(training.first_at) if training.first_at else "",
        "cities": getattr(training, "cities", "") or training.place,
        "standing": standing_of(training),
    }
