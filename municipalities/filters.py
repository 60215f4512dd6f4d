"""How the list of municipalities is narrowed."""

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from municipalities.enums import MunicipalityKind
from municipalities.models import County, MunicipalityAlias
from silab.common.fields import DayInput, LongSelect
from silab.common.text import search_key


class MunicipalityFilter(django_filters.FilterSet):
    """By name, county and kind. The day is read by the view, which counts codes and communities by it."""

    name = django_filters.CharFilter(
        label=_("Name"),
        method="by_name",
        widget=forms.TextInput(attrs={"type": "search", "class": "form-control"}),
    )
    county = django_filters.ModelChoiceFilter(
        label=_("County"),
        queryset=County.objects.all(),
        empty_label=_("All counties"),
        widget=LongSelect({"class": "form-select"}),
    )
    kind = django_filters.ChoiceFilter(
        label=_("Kind"),
        choices=MunicipalityKind.choices,
        empty_label=_("All kinds"),
        widget=LongSelect({"class": "form-select"}),
    )
    on = django_filters.DateFilter(
        label=_("As of"),
        method="by_day",
        widget=DayInput({"class": "form-control"}),
    )

    def by_name(self, queryset, _name, text):
        """Find the text in the name or in another name, without case and diacritics."""
        key = search_key(text)
        aliases = MunicipalityAlias.objects.filter(municipality=OuterRef("pk"), search_key__contains=key)
        return queryset.filter(Q(search_key__contains=key) | Exists(aliases))

    def by_day(self, queryset, _name, _day):
        """Leave the rows as they are: the view has asked for the municipalities of that day."""
        return queryset
