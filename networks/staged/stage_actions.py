"""How staff change the model itself: stages added, moved, retired, taken into use again (domain.md §4)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from networks.models import ModelStage

UP, DOWN = -1, 1


class MovedMeanwhile(Exception):
    """Somebody else has changed the order since the page was read."""


@transaction.atomic
def save_stage(*, stage: ModelStage, by) -> ModelStage:
    """Save a stage's words and rule; a new one goes to the end of the model."""
    if stage._state.adding:
        stage.order = _last_order(_locked_stages()) + 1
        stage.created_by = by
    return _save(stage, by)


@transaction.atomic
def move_stage(*, stage: ModelStage, step: int, seen: int, by) -> None:
    """Move a stage one place up (-1) or down (1); `seen` is the order at which the mover saw it.

    Raises MovedMeanwhile when it stands elsewhere by now. At the end of the model it stays where it is.
    """
    stages = _locked_stages()
    in_use = sorted((one for one in stages if one.in_use), key=lambda one: one.order)
    place = next((n for n, one in enumerate(in_use) if one.pk == stage.pk), None)
    if place is None or in_use[place].order != seen:
        raise MovedMeanwhile
    if not 0 <= place + step < len(in_use):
        return
    moved, other = in_use[place], in_use[place + step]
    to, free = other.order, _last_order(stages) + 1
    # Each order is used once at any moment: the neighbour steps aside first. That step is no change to tell of.
    other.order = free
    other.save_without_historical_record(update_fields=["order"])
    other.order, moved.order = moved.order, to
    _save(moved, by)
    _save(other, by)


@transaction.atomic
def retire_stage(*, stage: ModelStage, by) -> None:
    """Take a stage out of use; municipalities that reached it keep it. Raises ValidationError for the last one."""
    stages = _locked_stages()
    found = next(one for one in stages if one.pk == stage.pk)
    if not found.in_use:
        return
    if sum(one.in_use for one in stages) == 1:
        raise ValidationError(_("The model needs at least one stage."))
    found.in_use = False
    _save(found, by)


@transaction.atomic
def use_stage(*, stage: ModelStage, by) -> None:
    """Take a retired stage into use again, at the end of the model."""
    stages = _locked_stages()
    found = next(one for one in stages if one.pk == stage.pk)
    if found.in_use:
        return
    found.in_use, found.order = True, _last_order(stages) + 1
    _save(found, by)


def _locked_stages():
    return list(ModelStage.objects.select_for_update(of=("self",)).order_by("pk"))


def _last_order(stages):
    return max((one.order for one in stages), default=0)


def _save(record, by):
    record._history_user = by
    record.save()
    return record
