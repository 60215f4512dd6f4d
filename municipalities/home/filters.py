"""How the list of requests to act for a municipality is narrowed."""

import django_filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from municipalities.enums import OfficialState
from silab.common.text import search_key


class RequestFilter(django_filters.FilterSet):
    """By who and where, and by state."""

    text = django_filters.CharFilter(
        label=_("Person or municipality"),
        method="by_text",
        widget=forms.TextInput(attrs={"type": "search", "class": "form-control"}),
    )
    state = django_filters.ChoiceFilter(
        label=_("State"),
        choices=OfficialState.choices,
        empty_label=_("All states"),
        widget=forms.Select(attrs={"class": "form-select"}),
    )

    def by_text(self, queryset, _name, text):
        """Find the text in the person's name or address, or in the municipality's name."""
        person = Q(user__name__icontains=text) | Q(user__email__icontains=text)
        return queryset.filter(person | Q(municipality__search_key__contains=search_key(text)))
