"""How the lists of networks and labs are narrowed."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from networks.enums import LabState
from networks.models import Lab, Network
from silab.common.text import search_key


class NamedFilter(django_filters.FilterSet):
    """A name, found in any case and without diacritics."""

    name = django_filters.CharFilter(
        label=_("Name"), method="by_name", widget=forms.TextInput(attrs={"type": "search"})
    )

    def by_name(self, queryset, _name, value):
        """Records whose name holds the text."""
        return queryset.filter(search_key__contains=search_key(value))


class NetworkFilter(NamedFilter):
    """By name."""

    class Meta:
        model = Network
        fields = ()


class LabFilter(NamedFilter):
    """By name, municipality and state."""

    municipality = django_filters.CharFilter(
        label=_("Municipality"),
        method="by_municipality",
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    state = django_filters.ChoiceFilter(label=_("State"), choices=LabState, empty_label=_("all"))

    class Meta:
        model = Lab
        fields = ()

    def by_municipality(self, queryset, _name, value):
        """Labs of municipalities whose name holds the text."""
        return queryset.filter(municipality__search_key__contains=search_key(value))
