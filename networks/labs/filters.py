"""How the list of labs is narrowed."""

import django_filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from municipalities.models import County
from networks.enums import LabState
from networks.filters import NamedFilter
from networks.models import Lab
from silab.common.text import search_key


class LabFilter(NamedFilter):
    """By name, municipality, county and state."""

    municipality = django_filters.CharFilter(
        label=_("Municipality"), method="by_municipality", widget=forms.TextInput(attrs={"type": "search"})
    )
    county = django_filters.ModelChoiceFilter(
        label=_("County"), queryset=County.objects.all(), method="by_county", empty_label=_("All counties")
    )
    state = django_filters.ChoiceFilter(label=_("State"), choices=LabState, empty_label=_("all"))

    class Meta:
        model = Lab
        fields = ()

    def by_municipality(self, queryset, _name, value):
        """Labs of municipalities whose name holds the text, and of those that merged into them."""
        key = search_key(value)
        return queryset.filter(
            Q(municipality__search_key__contains=key) | Q(municipality__merged_into__search_key__contains=key)
        )

    def by_county(self, queryset, _name, value):
        """Labs of the county, and of the municipalities in it."""
        return queryset.filter(Q(county=value) | Q(municipality__county=value))
