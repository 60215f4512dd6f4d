"""Keeping labs: the lab, its workshops, the money that it raised (domain.md §5)."""

from django.db import transaction

from networks.models import Lab, LabFunding, LabWorkshop


@transaction.atomic
def record(*, entry: Lab | LabWorkshop | LabFunding, by):
    """Save a new or changed lab, workshop or sum with its history."""
    if entry._state.adding:
        entry.created_by = by
    entry._history_user = by
    entry.save()
    return entry


@transaction.atomic
def remove(*, entry: LabWorkshop | LabFunding, by) -> None:
    """Delete a workshop or a sum; its history stays."""
    entry._history_user = by
    entry.delete()
