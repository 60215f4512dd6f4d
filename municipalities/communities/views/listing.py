"""All communities, for staff."""

from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from municipalities.communities.filters import CommunityFilter
from municipalities.enums import CommunityKind, CommunityState
from municipalities.models import Community, Spokesperson
from silab.accounts.access import staff_only
from silab.common.lists import Column, choice, list_response
from silab.common.templatetags.formats import day

COLUMNS = (
    Column("name", _("Community"), "name", sort="sort_key", link=True),
    Column("municipality", _("Municipality"), "municipality__name", sort="municipality__sort_key"),
    Column("county", _("County"), "municipality__county__name", sort="municipality__county__sort_key"),
    Column("kind", _("Kind"), "kind", text=choice(CommunityKind), sort="kind"),
    Column("state", _("State"), "state", text=choice(CommunityState), sort="state", state=True),
    Column("accepted", _("Accepted"), "accepted_at", text=day, sort="accepted_at"),
    Column("speaker", _("Spokesperson"), "speaker", sort="speaker_key"),
    Column("until", _("Mandate until"), "until", text=day, sort="until"),
)


@require_safe
@staff_only
def community_list(request):
    """List the communities of all municipalities with the spokesperson of today."""
    running = Spokesperson.objects.on(timezone.localdate()).filter(community=OuterRef("pk")).order_by("pk")
    found = Community.objects.annotate(
        speaker=Subquery(running.values("person__name")[:1]),
        speaker_key=Subquery(running.values("person__sort_key")[:1]),
        until=Subquery(running.values("mandate_to")[:1]),
    )
    return list_response(
        request,
        queryset=found.order_by("sort_key", "pk"),
        columns=COLUMNS,
        filterset=CommunityFilter,
        row_url=("municipalities:community", "pk"),
        export_name="kogukonnad",
        template="municipalities/communities/list.html",
    )
