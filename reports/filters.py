"""Filters of the list of costs."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from reports.models import Activity, Cost
from silab.common.text import search_key


class CostFilter(django_filters.FilterSet):
    """Costs by year of the plan, activity and words."""

    aasta = django_filters.ChoiceFilter(field_name="activity__year", label=_("Year of the plan"), choices=())
    tegevus = django_filters.ModelChoiceFilter(
        field_name="activity", label=_("Activity"), queryset=Activity.objects.none()
    )
    q = django_filters.CharFilter(
        method="search",
        label=_("Supplier, document or description"),
        widget=forms.TextInput(attrs={"type": "search"}),
    )

    class Meta:
        model = Cost
        fields = []

    def __init__(self, *args, contract, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["aasta"].extra["choices"] = [(year, str(year)) for year in contract.years]
        self.filters["tegevus"].queryset = Activity.objects.filter(contract=contract).order_by(
            "year", "number"
        )

    def search(self, queryset, _name, words):
        """Find words in supplier, document number and description."""
        return queryset.filter(search_key__contains=search_key(words))
