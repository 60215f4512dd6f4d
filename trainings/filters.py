"""How the list of trainings is narrowed."""

import django_filters
from django import forms
from django.db.models import IntegerField
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext_lazy as _

from silab.common.text import search_key
from trainings.enums import TrainingKind, TrainingState
from trainings.models import Session, Training


class TrainingFilter(django_filters.FilterSet):
    """Name, year, kind, state."""

    name = django_filters.CharFilter(
        label=_("Name"), method="by_name", widget=forms.TextInput(attrs={"type": "search"})
    )
    year = django_filters.ChoiceFilter(
        label=_("Year"), method="by_year", choices=lambda: _years(), empty_label=_("all")
    )
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=TrainingKind, empty_label=_("all"))
    state = django_filters.ChoiceFilter(label=_("State"), choices=TrainingState, empty_label=_("all"))

    class Meta:
        model = Training
        fields = ()

    def by_name(self, queryset, _name, value):
        """Trainings whose name holds the text, in any case and without diacritics."""
        return queryset.filter(search_key__contains=search_key(value))

    def by_year(self, queryset, _name, value):
        """Trainings with a session in the year."""
        held = Session.objects.filter(starts_at__year=value).order_by().values("training")
        return queryset.filter(pk__in=held)


def _years():
    years = Session.objects.order_by().annotate(year=ExtractYear("starts_at", output_field=IntegerField()))
    found = years.values_list("year", flat=True).distinct().order_by("-year")
    return [(year, str(year)) for year in found]
