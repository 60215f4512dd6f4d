"""When a municipality's engagement model counts as adopted (domain.md §4).

On the first day on which all of this was true at once: an accepted community had a spokesperson whose mandate ran,
and engagement principles were negotiated and applied. It stays adopted when a mandate ends later. The principles are
the municipality's own; a community counts for the municipality in which it was accepted, and for its successor from
the day of a merger."""

from django.db.models import Case, DateField, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Greatest, TruncDate

from municipalities.enums import CommunityState
from municipalities.models import Municipality, Principles, Spokesperson


def adoptions():
    """Return the municipalities that have adopted the model, each with `adopted_on`, whether they exist then or not."""
    applied = (
        Principles.objects.filter(municipality=OuterRef("pk"), negotiated_on__isnull=False)
        .filter(applied_on__gte=F("negotiated_on"))
        .order_by("applied_on")
        .values("applied_on")
    )
    return (
        # GREATEST leaves empty dates out on PostgreSQL and yields none on SQLite: ask for each first.
        Municipality.objects.annotate(principles_applied_on=Subquery(applied[:1]))
        .filter(principles_applied_on__isnull=False)
        .annotate(adopted_on=Subquery(_days_with_a_spokesperson()[:1], output_field=DateField()))
        .filter(adopted_on__isnull=False)
    )


def _days_with_a_spokesperson():
    """Return the days on which a mandate ran, the community was accepted and the principles applied, first first."""
    own = Q(community__municipality=OuterRef("pk"))
    inherited = Q(
        community__municipality__merged_into=OuterRef("pk"), community__municipality__valid_to__isnull=False
    )
    belongs_on = Case(
        When(
            community__municipality__merged_into=OuterRef("pk"), then=F("community__municipality__valid_to")
        ),
        default=F("mandate_from"),
    )
    return (
        Spokesperson.objects.filter(own | inherited, community__state=CommunityState.ACCEPTED)
        .annotate(
            day=Greatest(
                TruncDate("community__accepted_at"),
                "mandate_from",
                belongs_on,
                OuterRef("principles_applied_on"),
            )
        )
        .filter(Q(mandate_to=None) | Q(mandate_to__gte=F("day")))
        .order_by("day")
        .values("day")
    )
