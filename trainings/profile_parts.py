"""Trainings and teams in a municipality's profile: how many people, never who."""

from django.db.models import Count, OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from municipalities.profile.parts import Part, register
from silab.common.templatetags.formats import day, figure
from trainings.enums import ApplicationState
from trainings.models import Application, Participant, Training


def _trainings(municipality):
    own = Participant.objects.filter(municipality=municipality, training=OuterRef("pk")).order_by()
    people = own.values("training").annotate(people=Count("pk")).values("people")
    teams = Application.objects.filter(
        municipality=municipality, training=OuterRef("pk"), state=ApplicationState.ACCEPTED
    ).order_by()
    rows = Training.objects.annotate(people=Subquery(people), team=Subquery(teams.values("name")[:1]))
    found = rows.exclude(people=None).latest_first()
    return [(row.name, row.team or "–", day(row.begins_on), figure(row.people)) for row in found]


register(
    Part(
        key="trainings",
        title=_("Programmes and trainings"),
        headings=(_("Training"), _("Team"), _("Begins"), _("Participants")),
        rows=_trainings,
        empty=_("Nobody from here has taken part in a training yet."),
        order=80,
    )
)
