"""How campaigns and the recipients of one are narrowed."""

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from municipalities.models import County
from trainings.campaigns.funnel import MORE, STAGES
from trainings.models import Training

STATES = (("draft", _("draft")), ("sent", _("sent")))


class CampaignFilter(django_filters.FilterSet):
    """By training, and whether it has been sent."""

    training = django_filters.ModelChoiceFilter(
        label=_("Training"),
        queryset=Training.objects.filter(campaigns__isnull=False).distinct().order_by("sort_key", "pk"),
        empty_label=_("all"),
    )
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=STATES, method="by_state", empty_label=_("all")
    )

    def by_state(self, queryset, _name, state):
        """Drafts, or those that were sent."""
        return queryset.filter(sent_at__isnull=state == "draft")


class RecipientFilter(django_filters.FilterSet):
    """By stage of the funnel and county."""

    stage = django_filters.ChoiceFilter(
        label=_("Stage"),
        choices=[(key, words) for key, words, _condition in (*MORE[:1], *STAGES, *MORE[1:])],
        method="by_stage",
        empty_label=_("all"),
    )
    county = django_filters.ModelChoiceFilter(
        label=_("County"),
        field_name="municipality__county",
        queryset=County.objects.all(),
        empty_label=_("All counties"),
    )

    def by_stage(self, queryset, _name, stage):
        """The recipients that a figure of the funnel counts."""
        conditions: dict[str, Q] = {key: condition for key, _words, condition in (*STAGES, *MORE)}
        return queryset.filter(conditions[stage])
