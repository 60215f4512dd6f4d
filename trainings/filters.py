"""How the list of trainings is narrowed."""

import django_filters
from django import forms
from django.db.models import Max, Min
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from municipalities.models import Municipality
from silab.common.text import search_key
from trainings.enums import TrainingKind, TrainingState
from trainings.models import Participant, Session, Training


class TrainingFilter(django_filters.FilterSet):
    """Name, year, kind, state; from a municipality's page also the municipality of those who took part."""

    name = django_filters.CharFilter(
        label=_("Name"), method="by_name", widget=forms.TextInput(attrs={"type": "search"})
    )
    year = django_filters.ChoiceFilter(
        label=_("Year"), method="by_year", choices=lambda: _years(), empty_label=_("all")
    )
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=TrainingKind, empty_label=_("all"))
    state = django_filters.ChoiceFilter(label=_("State"), choices=TrainingState, empty_label=_("all"))
    municipality = django_filters.ModelChoiceFilter(
        label=_("People from"),
        method="by_municipality",
        queryset=Municipality.objects.order_by("sort_key", "pk"),
        empty_label=_("all"),
    )

    class Meta:
        model = Training
        fields = ()

    def __init__(self, data=None, *args, **kwargs):
        super().__init__(data, *args, **kwargs)
        if not self.data.get("municipality"):
            del self.filters["municipality"]

    def by_name(self, queryset, _name, value):
        """Trainings whose name holds the text, in any case and without diacritics."""
        return queryset.filter(search_key__contains=search_key(value))

    def by_year(self, queryset, _name, value):
        """Trainings with a session in the year."""
        held = Session.objects.filter(starts_at__year=value).order_by().values("training")
        return queryset.filter(pk__in=held)

    def by_municipality(self, queryset, _name, municipality):
        """Trainings in which somebody from the municipality took part."""
        people = Participant.objects.filter(municipality=municipality).order_by().values("training")
        return queryset.filter(pk__in=people)


def _years():
    """The years from the first session's to the last one's, the latest first."""
    # The two ends of an index: the years of all sessions would have each session read.
    ends = Session.objects.aggregate(first=Min("starts_at"), last=Max("starts_at"))
    if ends["first"] is None:
        return []
    first, last = (timezone.localtime(ends[end]).year for end in ("first", "last"))
    return [(year, str(year)) for year in range(last, first - 1, -1)]
