"""How the process board and lists are narrowed."""

import django_filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from municipalities.models import County
from networks.models import EngagementProcess, PilotInterest
from silab.common.text import search_key


def advisers():
    """Return the names of advisers as choices."""
    names = (
        EngagementProcess.objects.exclude(adviser="").order_by("adviser").values_list("adviser", flat=True)
    )
    return [(name, name) for name in names.distinct()]


class BoardFilter(django_filters.FilterSet):
    """By county and adviser, and only those that stand still. Give it `request.still`: their processes' keys."""

    county = django_filters.ModelChoiceFilter(
        label=_("County"),
        field_name="municipality__county",
        queryset=County.objects.all(),
        empty_label=_("All counties"),
    )
    adviser = django_filters.ChoiceFilter(label=_("Adviser"), choices=advisers, empty_label=_("all"))
    still = django_filters.BooleanFilter(
        label=_("Only those that stand still"), method="by_still", widget=forms.CheckboxInput
    )

    class Meta:
        model = EngagementProcess
        fields = ()

    def by_still(self, queryset, _name, value):
        """Processes without movement for more than 90 days."""
        return queryset.filter(pk__in=self.request.still) if value else queryset


class ProcessFilter(BoardFilter):
    """As on the board, and by whether the process goes on."""

    open = django_filters.ChoiceFilter(
        label=_("State"),
        method="by_open",
        choices=(("jah", _("goes on")), ("ei", _("ended"))),
        empty_label=_("all"),
    )

    def by_open(self, queryset, _name, value):
        """Processes that go on, or that have ended."""
        return queryset.filter(ended_on__isnull=value == "jah")


class InterestFilter(django_filters.FilterSet):
    """By municipality or person, and by whether a process has come of it."""

    name = django_filters.CharFilter(
        label=_("Municipality or person"),
        method="by_name",
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    begun = django_filters.ChoiceFilter(
        label=_("Process"),
        method="by_begun",
        choices=(("jah", _("begun")), ("ei", _("not begun"))),
        empty_label=_("all"),
    )

    class Meta:
        model = PilotInterest
        fields = ()

    def by_name(self, queryset, _name, value):
        """Interests whose municipality or person has the text in the name, in any case, without diacritics."""
        key = search_key(value)
        return queryset.filter(
            Q(municipality__search_key__contains=key) | Q(person__search_key__contains=key)
        )

    def by_begun(self, queryset, _name, value):
        """Interests that led to a process, or not yet."""
        return queryset.filter(process__isnull=value == "ei")
