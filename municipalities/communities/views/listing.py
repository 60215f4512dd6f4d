"""All communities, for staff."""

from django.db.models import FilteredRelation, OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from municipalities.communities.filters import CommunityFilter
from municipalities.enums import CommunityKind, CommunityState
from municipalities.models import Community, Spokesperson
from municipalities.models.community import mandate_on
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
    Column("speaker", _("Spokesperson"), "speaker", sort="running__person__sort_key"),
    Column("until", _("Mandate until"), "until", text=day, sort="running__mandate_to"),
)


@require_safe
@staff_only
def community_list(request):
    """List the communities of all municipalities with the spokesperson of today."""
    today = timezone.localdate()
    mandate = Spokesperson.objects.on(today).filter(community=OuterRef("pk")).order_by("pk")
    found = Community.objects.annotate(
        # Asked for the rows of the page only; the join is for whoever sorts all rows by it.
        speaker=Subquery(mandate.values("person__name")[:1]),
        until=Subquery(mandate.values("mandate_to")[:1]),
        running=FilteredRelation("spokespersons", condition=mandate_on(today, "spokespersons__")),
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
