"""What staff look after in the register: contacts to come back to, officials and communities that wait."""

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from municipalities.enums import CommunityState, OfficialState
from municipalities.models import Community, Contact, Official
from silab.common.desk import AHEAD, MOST, Source, Task, register
from silab.common.templatetags.formats import day


def follow_ups(today):
    """Return the contacts to come back to until two weeks from now; one query."""
    waits = Contact.objects.filter(follow_up_on__lte=today + AHEAD, followed_up_at=None)
    rows = waits.order_by("follow_up_on", "pk").values_list(
        "pk", "municipality__name", "follow_up_on", "summary"
    )
    return [
        Task(
            _("Get back to %(municipality)s") % {"municipality": name},
            reverse("municipalities:contact", args=[pk]),
            due,
            summary[:160],
        )
        for pk, name, due, summary in rows[:MOST]
    ]


def officials_asking(today):
    """Return the officials who wait for their right; one query."""
    asked = Official.objects.filter(state=OfficialState.ASKED).order_by("created_at", "pk")
    rows = asked.values_list("user__name", "municipality__name", "created_at")
    url = reverse("municipalities:access_requests")
    return [
        Task(
            _("%(name)s wants to act for %(municipality)s") % {"name": name, "municipality": municipality},
            url,
            detail=_("since %(day)s") % {"day": day(asked_at)},
        )
        for name, municipality, asked_at in rows[:MOST]
    ]


def communities_waiting(today):
    """Return the communities on which their municipality has not decided for more than two weeks; one query."""
    waiting = Community.objects.filter(state=CommunityState.DEFINED, defined_on__lt=today - AHEAD)
    rows = waiting.annotate(place=F("municipality__name")).order_by("defined_on", "pk")
    return [
        Task(
            _("%(municipality)s has not decided on the community %(name)s")
            % {"municipality": one.place, "name": one.name},
            one.get_absolute_url(),
            detail=_("described itself %(day)s") % {"day": day(one.defined_on)},
        )
        for one in rows[:MOST]
    ]


register(
    Source(
        "follow_ups",
        gettext_lazy("Contacts to come back to"),
        follow_ups,
        "municipalities:follow_ups",
        10,
    )
)
register(
    Source(
        "officials",
        gettext_lazy("Officials who ask for their right"),
        officials_asking,
        "municipalities:access_requests",
        20,
    )
)
register(
    Source(
        "communities",
        gettext_lazy("Communities without a decision"),
        communities_waiting,
        "municipalities:community_list",
        30,
    )
)
