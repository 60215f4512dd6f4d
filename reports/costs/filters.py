"""Filters of the lists of costs and of commitments."""

import django_filters
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reports.costs.sums import open_on
from reports.enums import Funding
from reports.models import Activity, Commitment, Cost
from silab.common.fields import LongSelect
from silab.common.text import search_key


class OfContract(django_filters.FilterSet):
    """What both lists are filtered by: the year of the plan and its activity."""

    aasta = django_filters.ChoiceFilter(
        field_name="activity__year", label=_("Year of the plan"), choices=(), empty_label=_("all")
    )
    tegevus = django_filters.ModelChoiceFilter(
        field_name="activity",
        label=_("Activity"),
        queryset=Activity.objects.none(),
        widget=LongSelect,
        empty_label=_("all"),
    )

    def __init__(self, *args, contract, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["aasta"].extra["choices"] = [(year, str(year)) for year in contract.years]
        activities = Activity.objects.filter(contract=contract).order_by("year", "number")
        year = (self.data or {}).get("aasta") or ""
        # The activities of the year that is looked at: hundreds of choices would cost more than the rows.
        self.filters["tegevus"].queryset = activities.filter(year=year) if year.isdecimal() else activities


class CostFilter(OfContract):
    """Costs by year of the plan, activity, who bears them, and words."""

    katab = django_filters.ChoiceFilter(
        field_name="funding", label=_("Borne by"), choices=Funding.choices, empty_label=_("all")
    )
    q = django_filters.CharFilter(
        method="search",
        label=_("Supplier, document or description"),
        widget=forms.TextInput(attrs={"type": "search"}),
    )

    class Meta:
        model = Cost
        fields = []

    def search(self, queryset, _name, words):
        """Find words in supplier, document number and description."""
        return queryset.filter(search_key__contains=search_key(words))


class CommitmentFilter(OfContract):
    """Commitments by year of the plan, activity, whether they are open, and words."""

    olek = django_filters.ChoiceFilter(
        method="standing",
        label=_("State"),
        choices=(("avatud", _("open")), ("suletud", _("closed"))),
        empty_label=_("all"),
    )
    q = django_filters.CharFilter(
        method="search",
        label=_("Supplier, contract or order"),
        widget=forms.TextInput(attrs={"type": "search"}),
    )

    class Meta:
        model = Commitment
        fields = []

    def standing(self, queryset, _name, state):
        """Keep the open or the closed ones, as of today."""
        condition = open_on(timezone.localdate())
        return queryset.filter(condition if state == "avatud" else ~condition)

    def search(self, queryset, _name, words):
        """Find words in supplier and reference, without case and diacritics on either database."""
        wanted = search_key(words)
        rows = queryset.order_by().values_list("pk", "supplier", "reference")
        return queryset.filter(pk__in=[pk for pk, *told in rows if wanted in search_key(" ".join(told))])
