"""How the board and the list of applications are narrowed."""

import django_filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from municipalities.models import Municipality
from silab.common.text import search_key
from trainings.enums import ApplicationState
from trainings.models import Application, Group, Member


class ApplicationFilter(django_filters.FilterSet):
    """Name of the team or of a member, municipality, group, state. Give it `request.training`."""

    name = django_filters.CharFilter(
        label=_("Team or member"), method="by_name", widget=forms.TextInput(attrs={"type": "search"})
    )
    municipality = django_filters.ModelChoiceFilter(
        label=_("Municipality"),
        method="by_municipality",
        queryset=lambda request: municipalities_of(request.training),
        empty_label=_("all"),
    )
    group = django_filters.ModelChoiceFilter(
        label=_("Group"),
        method="by_group",
        queryset=lambda request: Group.objects.filter(training=request.training),
        empty_label=_("all"),
    )
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=ApplicationState.choices[1:], empty_label=_("all")
    )

    class Meta:
        model = Application
        fields = ()

    def by_name(self, queryset, _name, value):
        """Applications whose team or a member of it has the text in the name, in any case, without diacritics.

        Names of a training's few hundred people are compared here: they have no search key of their own.
        """
        key, found = search_key(value), set()
        teams = Application.objects.filter(training=self.request.training).order_by()
        people = Member.objects.filter(application__training=self.request.training, left_at=None).order_by()
        names = [*teams.values_list("pk", "name"), *people.values_list("application_id", "name")]
        found = {pk for pk, name in names if key in search_key(name)}
        return queryset.filter(pk__in=found)

    def by_municipality(self, queryset, _name, value):
        """Applications for which this municipality is the first or one of several."""
        joint = Application.other_municipalities.through.objects.filter(municipality=value)
        return queryset.filter(Q(municipality=value) | Q(pk__in=joint.values("application")))

    def by_group(self, queryset, _name, value):
        """Applications placed in the group, or not placed and wishing for it."""
        return queryset.filter(Q(group=value) | Q(group=None, preferred_group=value))


def municipalities_of(training):
    """Return the municipalities that a training's applications name."""
    joint = Application.other_municipalities.through.objects.filter(application__training=training)
    named = Application.objects.filter(training=training).order_by()
    return Municipality.objects.filter(
        Q(pk__in=named.values("municipality")) | Q(pk__in=joint.values("municipality"))
    )
