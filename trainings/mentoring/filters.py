"""How lists of mentoring are narrowed."""

import django_filters
from django.utils.translation import gettext_lazy as _

from trainings.enums import AdvisoryState
from trainings.mentoring.rules import mentored_teams
from trainings.models import AdvisoryApplication, Application, Group, MentoringSession


class TeamFilter(django_filters.FilterSet):
    """Teams by group. Give it `request.training`."""

    group = django_filters.ModelChoiceFilter(
        label=_("Group"),
        queryset=lambda request: Group.objects.filter(training=request.training),
        empty_label=_("all"),
    )

    class Meta:
        model = Application
        fields = ()


class TalkFilter(django_filters.FilterSet):
    """Talks by team. Give it `request.training`."""

    application = django_filters.ModelChoiceFilter(
        label=_("Team"),
        queryset=lambda request: mentored_teams(request.user).filter(training=request.training),
        empty_label=_("all"),
    )

    class Meta:
        model = MentoringSession
        fields = ()


class AdvisoryFilter(django_filters.FilterSet):
    """Applications for advice by state."""

    state = django_filters.ChoiceFilter(label=_("State"), choices=AdvisoryState, empty_label=_("all"))

    class Meta:
        model = AdvisoryApplication
        fields = ()
