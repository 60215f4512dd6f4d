"""A municipality's applications and teams, for its officials' home: the section and what waits."""

from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from municipalities.once import once
from trainings.models import Application, Session

LATEST = 30


def teams_of(municipality, user) -> list[Application]:
    """Return the latest applications of the municipality that the user may open, and the own ones that name no
    municipality yet, each with the `next_day` of an accepted one; one query a page."""
    return once(municipality, "trainings.teams", lambda: _read(municipality, user))


def _read(municipality, user):
    coming = Session.objects.filter(
        Q(group=None) | Q(group=OuterRef("group")),
        training=OuterRef("training"),
        starts_at__gt=timezone.now(),
    ).order_by("starts_at")
    ours = Q(municipality=municipality) | Q(other_municipalities=municipality)
    # Two joins would count an application twice: the keys first.
    keys = Application.objects.filter(ours | Q(municipality=None, submitter=user.pk)).order_by()
    found = (
        Application.objects.for_user(user)
        .filter(pk__in=keys.values("pk"))
        .select_related("training", "group")
        .annotate(next_day=Subquery(coming.values("starts_at")[:1]))
        .order_by("-created_at", "-pk")
    )
    return list(found[:LATEST])
