"""The municipality's word on a community: accepted, or sent back with a reason (domain.md §2)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from municipalities.communities.rights import keep_right
from municipalities.communities.telling import tell_representative
from municipalities.enums import CommunityState
from municipalities.models import Community
from silab.common.templatetags.formats import moment


class AlreadyDecided(Exception):
    """Another official has decided on this community first. `community` holds their decision."""

    def __init__(self, community):
        super().__init__(decision_words(community))
        self.community = community


class ReasonMissing(ValueError):
    """A community is sent back only with a reason that its people can act on."""


@transaction.atomic
def accept_community(*, community, by, at=None) -> Community:
    """Accept a self-defined community at `at` (aware, now when not given) and tell its representative.

    Raises AlreadyDecided when somebody was faster, RightTakenAway when `by` may not decide any more.
    """
    locked = _undecided(community, by)
    locked.state = CommunityState.ACCEPTED
    locked.accepted_at = at or timezone.now()
    locked.accepted_by = by
    locked.sent_back_reason = ""
    return _decided(locked, by)


@transaction.atomic
def send_back_community(*, community, reason, by) -> Community:
    """Send a self-defined community back with a reason and tell its representative.

    Raises ReasonMissing, AlreadyDecided when somebody was faster, RightTakenAway when `by` may not decide any more.
    """
    if not reason.strip():
        raise ReasonMissing(gettext_lazy("Write why the community is sent back."))
    locked = _undecided(community, by)
    locked.state = CommunityState.SENT_BACK
    locked.sent_back_reason = reason.strip()
    locked.sent_back_at = timezone.now()
    locked.sent_back_by = by
    return _decided(locked, by)


def decision_words(community) -> str:
    """Say whose the decision on a community is, what it is and of when."""
    is_accepted = community.state == CommunityState.ACCEPTED
    who = (community.accepted_by if is_accepted else community.sent_back_by) or _("the municipality")
    at = community.accepted_at if is_accepted else community.sent_back_at
    words = (
        _("%(who)s accepted %(name)s at %(at)s. That decision stands; yours was not saved.")
        if is_accepted
        else _("%(who)s sent %(name)s back at %(at)s. That decision stands; yours was not saved.")
    )
    return words % {"who": who, "name": community.name, "at": moment(at)}


def _undecided(community, by):
    locked = Community.objects.select_for_update(of=("self",)).order_by().get(pk=community.pk)
    keep_right(by=by, municipality_id=locked.municipality_id)
    if locked.is_decided:
        raise AlreadyDecided(locked)
    return locked


def _decided(community, by):
    community._history_user = by
    community.save()
    tell_representative(community)
    return community
