"""The page of all development programmes side by side."""

import django_filters
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from silab.accounts.access import staff_only
from silab.common.lists import Column, choice, list_response
from silab.common.templatetags.formats import day, figure
from silab.common.text import search_key
from trainings.health.figures import Health, programmes
from trainings.models import Training

COLUMNS = (
    Column("name", _("Programme"), "name", sort="sort_key", link=True),
    Column("begins", _("Begins"), "begins_on", text=day, sort="begins_on"),
    Column("health", _("State"), "health", text=choice(Health), sort="health", state=True),
    Column("taken", _("Teams"), "taken", text=figure, sort="taken", numeric=True),
    Column("people", _("Participants"), "people", text=figure, sort="people", numeric=True),
    Column("left", _("Fell out"), "left", text=figure, sort="left", numeric=True),
    Column("presence", _("There, %"), "presence", text=figure, sort="presence", numeric=True),
    Column("hours", _("Mentoring, h"), "hours", text=figure, sort="hours", numeric=True),
    Column("index", _("Index"), "index", text=figure, sort="index", numeric=True),
    Column("completed", _("Completed"), "completed", text=figure, sort="completed", numeric=True),
    Column("refunds", _("Open refunds"), "refunds", text=figure, sort="refunds", numeric=True),
)


class HealthFilter(django_filters.FilterSet):
    """By name and by what the programme wants."""

    name = django_filters.CharFilter(
        label=_("Name"), method="by_name", widget=forms.TextInput(attrs={"type": "search"})
    )
    health = django_filters.ChoiceFilter(label=_("State"), choices=Health, empty_label=_("all"))

    class Meta:
        model = Training
        fields = ()

    def by_name(self, queryset, _name, value):
        """Programmes whose name holds the text, in any case and without diacritics."""
        return queryset.filter(search_key__contains=search_key(value))


@staff_only
@require_safe
def health(request):
    """List the development programmes with how they fare, the latest first."""
    return list_response(
        request,
        queryset=programmes(timezone.now()).latest_first(),
        columns=COLUMNS,
        template="trainings/health/list.html",
        filterset=HealthFilter,
        row_url=("trainings:detail", "slug"),
        export_name="programmid",
    )
