"""Who may what with networks and their meetings, as sentences."""

import rules

from municipalities.models import Municipality
from silab.accounts.rules import is_staff


@rules.predicate
def is_invited_one(user, invitation):
    """The invitation is the user's own: their person's, or one at their address that has no account."""
    person = invitation.person
    if person.user_id:
        return person.user_id == user.pk
    return bool(person.email) and person.email.lower() == user.email.lower()


can_answer = is_staff | is_invited_one
can_keep = is_staff


def seen_municipalities(user) -> set[int] | None:
    """Return the municipalities whose people's names the user may read; None for all."""
    return None if user.is_staff else set(Municipality.objects.for_user(user).values_list("pk", flat=True))
