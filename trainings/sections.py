"""Trainings on a municipality's page: how many of its people took part in which; no names."""

from datetime import date
from typing import NamedTuple

from django.db.models import BigIntegerField, Count, Exists, OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from municipalities.sections import HOME, Section, register
from silab.common.statements import Given, Statement
from trainings.enums import ApplicationState, TrainingState
from trainings.models import Application, Participant, Training
from trainings.teams import teams_of

LATEST = 10


class Row(NamedTuple):
    """A training with the number of its people from a municipality; `total` counts the municipality's trainings."""

    name: str
    slug: str
    begins_on: date | None
    people: int
    total: int


def _build():
    own = Participant.objects.filter(municipality=Given("municipality", BigIntegerField())).order_by()
    here = own.filter(training=OuterRef("pk"))
    people = here.values("training").annotate(people=Count("pk")).values("people")
    total = own.values("municipality").annotate(total=Count("training", distinct=True)).values("total")
    rows = Training.objects.filter(Exists(here)).annotate(people=Subquery(people), total=Subquery(total))
    return rows.latest_first().values_list(*Row._fields)[:LATEST]


_latest = Statement(_build)


def _trainings(municipality, user):
    rows = [Row(*row) for row in _latest.rows(municipality=municipality.pk)]
    return {"rows": rows, "may_open": user.is_staff}


register(
    Section(
        key="trainings",
        title=_("Trainings"),
        template="trainings/section.html",
        context=_trainings,
        order=30,
    )
)


def _calls(_municipality, user):
    """Open calls for which an official can register, each with the own draft where there is one; one query."""
    if user.is_staff:
        return None
    now = timezone.now()
    drafts = Application.objects.filter(
        training=OuterRef("pk"), submitter=user.pk, state=ApplicationState.DRAFT
    ).order_by()
    calls = (
        Training.objects.filter(is_public=True, opens_at__lte=now, closes_at__gt=now)
        .exclude(state=TrainingState.CANCELLED)
        .annotate(has_draft=Exists(drafts))
        .order_by("closes_at", "pk")
    )
    rows = list(calls.values("name", "slug", "closes_at", "has_draft"))
    return {"rows": rows} if rows else None


register(
    Section(
        key="calls",
        title=_("Open calls"),
        template="trainings/registration/section.html",
        context=_calls,
        order=5,
    )
)


def _teams(municipality, user):
    teams = [one for one in teams_of(municipality, user) if one.state not in LEFT_OUT]
    return {"teams": teams[:LATEST]}


#: Drafts stand among what waits; who stepped back is not a team any more.
LEFT_OUT = (ApplicationState.DRAFT, ApplicationState.WITHDRAWN)

register(
    Section(
        key="teams",
        title=_("Our teams and programmes"),
        template="trainings/section_teams.html",
        context=_teams,
        order=30,
        places=frozenset({HOME}),
    )
)
