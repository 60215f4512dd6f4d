"""How the list of networks is narrowed."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from networks.models import Network
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
