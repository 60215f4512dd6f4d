"""How the log of contacts is narrowed."""

from datetime import timedelta

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from municipalities.enums import ContactChannel
from municipalities.models import County, Municipality, MunicipalityAlias
from silab.common.fields import DayInput
from silab.common.text import search_key

DATE = {"class": "form-control"}
FOLLOW_UPS = (
    ("open", _("all that are open")),
    ("overdue", _("overdue")),
    ("week", _("this week")),
    ("later", _("later")),
    ("done", _("done")),
)


def due(when: str, today=None) -> Q:
    """Return the condition that a contact is to be followed up `when` ("overdue", "week", "later", "open", "done").

    A week ends on Sunday; what is due today belongs to it.
    """
    today = today or timezone.localdate()
    sunday = today + timedelta(days=6 - today.weekday())
    waits = Q(follow_up_on__isnull=False, followed_up_at=None)
    return {
        "open": waits,
        "overdue": waits & Q(follow_up_on__lt=today),
        "week": waits & Q(follow_up_on__range=(today, sunday)),
        "later": waits & Q(follow_up_on__gt=sunday),
        "done": Q(followed_up_at__isnull=False),
    }[when]


class ContactFilter(django_filters.FilterSet):
    """By municipality, county, channel, days and what is to be followed up.

    A municipality's page leads here with its key; the others are found by name: eighty choices cost more than
    the hundred rows below them.
    """

    municipality = django_filters.ModelChoiceFilter(
        label=_("Municipality"),
        queryset=lambda request: Municipality.objects.filter(pk=_number(request.GET.get("municipality"))),
        empty_label=_("all"),
    )
    name = django_filters.CharFilter(
        label=_("Municipality"), method="by_name", widget=forms.TextInput(attrs={"type": "search"})
    )
    county = django_filters.ModelChoiceFilter(
        label=_("County"),
        field_name="municipality__county",
        queryset=County.objects.all(),
        empty_label=_("All counties"),
    )
    channel = django_filters.ChoiceFilter(label=_("Channel"), choices=ContactChannel, empty_label=_("all"))
    since = django_filters.DateFilter(
        label=_("Since"),
        field_name="on",
        lookup_expr="gte",
        widget=DayInput(DATE),
    )
    until = django_filters.DateFilter(
        label=_("Until"),
        field_name="on",
        lookup_expr="lte",
        widget=DayInput(DATE),
    )
    follow_up = django_filters.ChoiceFilter(
        label=_("Follow-up"), choices=FOLLOW_UPS, method="by_follow_up", empty_label=_("all")
    )

    def __init__(self, data=None, *args, **kwargs):
        super().__init__(data, *args, **kwargs)
        is_given = self.data.get("municipality")
        del self.filters["name" if is_given else "municipality"]

    def by_name(self, queryset, _name, text):
        """Contacts with the municipalities whose name, or another name, holds the text."""
        key = search_key(text)
        aliases = MunicipalityAlias.objects.filter(municipality=OuterRef("pk"), search_key__contains=key)
        found = Municipality.objects.filter(Q(search_key__contains=key) | Exists(aliases))
        return queryset.filter(municipality__in=found.order_by().values("pk"))

    def by_follow_up(self, queryset, _name, when):
        """Contacts to come back to, by when."""
        return queryset.filter(due(when))


def _number(text):
    return int(text) if text and text.isdigit() and len(text) < 10 else 0
