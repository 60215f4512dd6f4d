"""What happens to communities: one is accepted or sent back (domain.md §2)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from municipalities.enums import CommunityState
from municipalities.models import Community


class AlreadyDecided(Exception):
    """Another official has decided on this community first. `community` holds their decision."""

    def __init__(self, community):
        super().__init__(_("The municipality has already decided on this community."))
        self.community = community


class ReasonMissing(ValueError):
    """A community is sent back only with a reason that its people can act on."""


@transaction.atomic
def accept_community(*, community, by, at=None) -> Community:
    """Accept a self-defined community at `at` (aware, now when not given); raise AlreadyDecided."""
    locked = _undecided(community)
    locked.state = CommunityState.ACCEPTED
    locked.accepted_at = at or timezone.now()
    locked.accepted_by = by
    locked.sent_back_reason = ""
    return _saved(locked, by)


@transaction.atomic
def send_back_community(*, community, reason, by) -> Community:
    """Send a self-defined community back with a reason; raise ReasonMissing, AlreadyDecided."""
    if not reason.strip():
        raise ReasonMissing(_("Write why the community is sent back."))
    locked = _undecided(community)
    locked.state = CommunityState.SENT_BACK
    locked.sent_back_reason = reason.strip()
    return _saved(locked, by)


def _undecided(community):
    locked = Community.objects.select_for_update().get(pk=community.pk)
    if locked.is_decided:
        raise AlreadyDecided(locked)
    return locked


def _saved(record, by):
    record._history_user = by
    record.save()
    return record
