"""When a municipality's engagement model counts as adopted (domain.md §4).

On the first day on which all of this was true at once: an accepted community had a spokesperson whose mandate ran,
and engagement principles were negotiated and applied. It stays adopted when a mandate ends later. The principles are
the municipality's own; a community counts for the municipality in which it was accepted, and for its successor from
the day of a merger."""

from datetime import date
from functools import lru_cache

from django.db.models import DateField, F, Min, OuterRef, Q, Subquery
from django.db.models.functions import Cast, Coalesce, Greatest, Least, TruncDate

from municipalities.enums import CommunityState
from municipalities.models import Municipality, Principles, Spokesperson
from silab.common.statements import Statement

#: From a mandate to the municipality that it counts for.
OWN, SUCCESSOR = "community__municipality", "community__municipality__merged_into"


def adoptions():
    """Return the municipalities that have adopted the model, each with `adopted_on`, whether they exist then or not."""
    own, inherited = (
        Subquery(_first_days(_days(to, **{to: OuterRef("pk")})).values("first")) for to in (OWN, SUCCESSOR)
    )
    # LEAST leaves empty dates out on PostgreSQL and yields none on SQLite: then the one that there is.
    adopted_on = Coalesce(Least(own, inherited), own, inherited, output_field=DateField())
    # The day is worked out anew wherever it is asked for: only for those who have what both ways need.
    applied = Principles.objects.filter(applied_on__gte=F("negotiated_on")).values("municipality")
    candidates = Municipality.objects.filter(pk__in=applied)
    return candidates.annotate(adopted_on=adopted_on).filter(adopted_on__isnull=False)


def adoption_days(until: date) -> dict[int, date]:
    """Return the day for every municipality that had adopted the model by `until`, by its key: one query for all."""
    found: dict[int, date] = {}
    for place, first in _all_first_days(until).rows():
        found[place] = min(first, found.get(place, first))
    return found


@lru_cache(maxsize=2)
def _all_first_days(until) -> Statement:
    """Kept for the day: to be put together it takes longer than to be asked."""
    own, inherited = (_first_days(_days(to)).filter(first__lte=until) for to in (OWN, SUCCESSOR))
    return Statement(lambda: own.union(inherited, all=True))


def _days(to, **of):
    """Return the mandates of accepted communities with the `day` since when they and applied principles are true."""
    principles = f"{to}__principles__"
    mandates = Spokesperson.objects.filter(
        **{
            "community__state": CommunityState.ACCEPTED,
            f"{principles}negotiated_on__isnull": False,
            f"{principles}applied_on__gte": F(f"{principles}negotiated_on"),
            **({f"{OWN}__valid_to__isnull": False} if to == SUCCESSOR else {}),
            **of,
        }
    )
    days = [TruncDate("community__accepted_at"), F("mandate_from"), F(f"{principles}applied_on")]
    if to == SUCCESSOR:
        days.append(F(f"{OWN}__valid_to"))
    mandates = mandates.annotate(place=F(to), day=Greatest(*days))
    return mandates.filter(Q(mandate_to=None) | Q(mandate_to__gte=F("day")))


def _first_days(mandates):
    first = Cast(Min("day"), DateField())
    return mandates.order_by().values("place").annotate(first=first).values_list("place", "first")
