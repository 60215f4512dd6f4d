"""The register's pages."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.forms import DateField
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from municipalities import facts, rules
from municipalities.enums import MunicipalityKind
from municipalities.filters import MunicipalityFilter
from municipalities.models import Community, Municipality, Satisfaction
from municipalities.rows import community_rows
from municipalities.sections import sections_for
from silab.accounts.access import open_to
from silab.accounts.enums import Role
from silab.common.lists import Column, choice, list_response
from silab.common.templatetags.formats import figure
from silab.measures import Period


@require_safe
@open_to(Role.STAFF, Role.FUNDER)
def municipalities(request):
    """List the municipalities of a day, today when none is asked for; no personal data."""
    day = _asked_day(request)
    return list_response(
        request,
        queryset=_listed(day),
        columns=_columns(),
        filterset=MunicipalityFilter,
        row_url=("municipalities:detail", "pk") if request.user.is_staff else None,
        export_name="omavalitsused",
        template="municipalities/list.html",
        context={"day": day},
    )


@require_safe
@open_to(Role.STAFF, Role.OFFICIAL)
def municipality(request, pk):
    """Show all that is known of a municipality to staff and to its officials."""
    found = get_object_or_404(
        Municipality.objects.for_user(request.user)
        .with_code(timezone.localdate())
        .select_related("county", "merged_into"),
        pk=pk,
    )
    known = facts.facts_of(found)
    communities = facts.communities_of(found)
    sees_contacts = rules.can_see_contacts(request.user)
    return render(
        request,
        "municipalities/detail.html",
        {
            "municipality": found,
            "facts": known,
            "satisfied": known["satisfaction"][-1] if known["satisfaction"] else None,
            "communities": communities,
            "community_rows": community_rows(communities),
            "accepted": facts.accepted_count(communities) or None,
            "officials": facts.officials_of(found),
            "contacts": facts.contacts_of(found) if sees_contacts else None,
            "sections": sections_for(found, request.user),
        },
    )


def _asked_day(request) -> date:
    try:
        return DateField().clean(request.GET.get("on"))
    except ValidationError:
        return timezone.localdate()


def _listed(day):
    # Counted by subquery: a join would have the municipalities' own columns sorted once for each community.
    end_of_day = Period(day, day).moments[1]
    own = Community.objects.accepted().filter(municipality=OuterRef("pk"), accepted_at__lte=end_of_day)
    accepted = own.order_by().values("municipality").annotate(number=Count("pk")).values("number")
    latest = Satisfaction.objects.filter(municipality=OuterRef("pk"), year__lte=day.year).order_by("-year")
    return (
        Municipality.objects.valid_on(day)
        .with_code(day)
        .annotate(
            accepted=Coalesce(Subquery(accepted), 0),
            satisfied=Subquery(latest.values("percentage")[:1]),
        )
        .order_by("sort_key", "pk")
    )


def _counted(number):
    return figure(number or None)


def _columns():
    unconfirmed = _("not confirmed")
    return [
        Column("name", _("Municipality"), "name", sort="sort_key", link=True),
        Column("county", _("County"), "county__name", sort="county__sort_key"),
        Column("kind", _("Kind"), "kind", text=choice(MunicipalityKind), sort="kind"),
        Column("code", _("EHAK code"), "code_then", text=lambda code: code or unconfirmed, sort="code_then"),
        Column(
            "accepted", _("Accepted communities"), "accepted", text=_counted, sort="accepted", numeric=True
        ),
        Column(
            "satisfied", _("Satisfied residents, %"), "satisfied", text=figure, sort="satisfied", numeric=True
        ),
    ]
