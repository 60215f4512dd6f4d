"""How the list of all communities is narrowed."""

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from municipalities.communities.telling import ending_mandates
from municipalities.enums import CommunityKind, CommunityState
from municipalities.models import County, Spokesperson
from silab.common.fields import LongSelect
from silab.common.text import search_key

SELECT = LongSelect({"class": "form-select"})


class CommunityFilter(django_filters.FilterSet):
    """By the name of the community or its municipality, county, kind, state and spokesperson."""

    name = django_filters.CharFilter(
        label=_("Community or municipality"),
        method="by_name",
        widget=forms.TextInput(attrs={"type": "search", "class": "form-control"}),
    )
    county = django_filters.ModelChoiceFilter(
        label=_("County"),
        field_name="municipality__county",
        queryset=County.objects.all(),
        empty_label=_("All counties"),
        widget=SELECT,
    )
    kind = django_filters.ChoiceFilter(
        label=_("Kind"), choices=CommunityKind.choices, empty_label=_("All kinds"), widget=SELECT
    )
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=CommunityState.choices, empty_label=_("All states"), widget=SELECT
    )
    speaker = django_filters.ChoiceFilter(
        label=_("Spokesperson"),
        method="by_speaker",
        choices=[("yes", _("has one")), ("no", _("has none")), ("ending", _("mandate ends within 60 days"))],
        empty_label=_("All"),
        widget=SELECT,
    )

    def by_name(self, queryset, _name, text):
        """Find the text in either name, without case and diacritics."""
        key = search_key(text)
        return queryset.filter(Q(search_key__contains=key) | Q(municipality__search_key__contains=key))

    def by_speaker(self, queryset, _name, asked):
        """Keep those with a mandate that runs today, without one, or with one that ends soon."""
        today = timezone.localdate()
        if asked == "ending":
            return queryset.filter(pk__in=ending_mandates(today).order_by().values("community"))
        running = Exists(Spokesperson.objects.on(today).filter(community=OuterRef("pk")))
        return queryset.filter(running if asked == "yes" else ~running)
