"""Merging municipalities, and taking a merger back while nothing rests on it (domain.md §1)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from municipalities.enums import OfficialState
from municipalities.merging.effects import ending_codes, gaining
from municipalities.merging.merger import CAME_BY_MERGER, WRITTEN_BY, Merger
from municipalities.merging.plan import MergePlan, MergeRefused
from municipalities.models import Municipality, MunicipalityCode, Official


@transaction.atomic
def merge(*, plan: MergePlan, by) -> Municipality:
    """Merge the municipalities and return their successor; raise MergeRefused.

    They end on the plan's day with their codes. Their records stay with them; the successor's officials reach
    them, and their own approved officials may act for the successor from now on.
    """
    plan = _locked(plan)
    if reasons := plan.refusals():
        raise MergeRefused(reasons)
    successor = plan.successor or _made(plan, by)
    for one in plan.merging:
        one.valid_to, one.merged_into = plan.on, successor
        _save(one, successor, by)
    borders = [*plan.merging, successor] if plan.successor and plan.code_changes else plan.merging
    ending_codes(borders).update(valid_to=plan.on)
    for official in gaining(plan.merging, plan.successor):
        _let_in(official, successor, by)
    return successor


@transaction.atomic
def undo_merge(*, municipality: Municipality, by) -> list[Municipality]:
    """Take back the merger in which this municipality ended, with all that ended in it on the same day.

    Returns the municipalities that exist again. Raises MergeRefused when the merger was not made here, or when
    the successor has been worked with since.
    """
    if municipality.merged_into is None:
        raise MergeRefused([_("%(name)s has not merged.") % {"name": municipality.name}])
    _lock([municipality, municipality.merged_into])
    merger = Merger(Municipality.objects.select_related("merged_into").get(pk=municipality.pk))
    if merger.successor is None:
        raise MergeRefused([_("%(name)s has not merged.") % {"name": municipality.name}])
    if reasons := merger.whats_against_undoing():
        raise MergeRefused(reasons)
    ended = [*merger.merged, merger.successor]
    MunicipalityCode.objects.filter(municipality__in=ended, valid_to=merger.on).update(valid_to=None)
    for official in merger.asked_before:
        official.state, official.decided_at, official.decided_by = OfficialState.ASKED, None, None
        official._history_user = by
        official.save()
    for official in merger.let_in:
        official._history_user = by
        official.delete()
    for one in merger.merged:
        one.valid_to = one.merged_into = None
        one._history_user = by
        one.save()
    if merger.made_successor:
        merger.successor._history_user = by
        merger.successor.delete()
    return merger.merged


def _locked(plan):
    """Return the plan with its municipalities as they are now, locked in one order."""
    now = _lock([*plan.merging, *([plan.successor] if plan.successor else [])])
    return MergePlan(
        merging=tuple(now[one.pk] for one in dict.fromkeys(plan.merging)),
        on=plan.on,
        successor=now[plan.successor.pk] if plan.successor else None,
        new=plan.new,
        code_changes=plan.code_changes,
    )


def _lock(municipalities):
    rows = Municipality.objects.select_for_update().filter(pk__in=[one.pk for one in municipalities])
    return {one.pk: one for one in rows.order_by("pk")}


def _made(plan, by):
    placed = next((one for one in plan.merging if one.tile_column is not None), plan.merging[0])
    successor = Municipality(
        name=plan.new.name.strip(),
        kind=plan.new.kind,
        county=plan.new.county,
        valid_from=plan.on,
        tile_column=placed.tile_column,
        tile_row=placed.tile_row,
        created_by=by,
    )
    successor._change_reason = CAME_BY_MERGER
    successor._history_user = by
    successor.save()
    return successor


def _let_in(official, successor, by):
    own = successor.officials.filter(user=official.user_id).first()
    own = own or Official(user=official.user, municipality=successor, post=official.post, created_by=by)
    own.state = OfficialState.APPROVED
    own.decided_at, own.decided_by = timezone.now(), by
    _save(own, successor, by)


def _save(record, successor, by):
    record._history_user = by
    record._change_reason = WRITTEN_BY % successor.pk
    record.save()
