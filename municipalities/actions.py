"""What happens to officials: they are approved or refused (domain.md §1)."""

from django.db import transaction
from django.utils import timezone

from municipalities.enums import OfficialState
from municipalities.models import Official
from silab.accounts.enums import Role


@transaction.atomic
def decide_official(*, official, state, by) -> Official:
    """Approve or refuse an official, or let one wait again; who had no role yet gets an official's."""
    locked = Official.objects.select_for_update().select_related("user").get(pk=official.pk)
    is_decision = state != OfficialState.ASKED
    locked.state = state
    locked.decided_at = timezone.now() if is_decision else None
    locked.decided_by = by if is_decision else None
    _saved(locked, by)
    if state == OfficialState.APPROVED and locked.user.role == Role.VISITOR:
        locked.user.role = Role.OFFICIAL
        locked.user.save(update_fields=["role"])
    return locked


def _saved(record, by):
    record._history_user = by
    record.save()
    return record
