"""Who somebody is, as sentences that combine: `can_accept = is_official_of | is_staff`."""

import rules

from silab.accounts.enums import Role


@rules.predicate
def is_staff(user):
    """Silab's own people, who keep every record."""
    return user.is_staff


@rules.predicate
def is_official(user):
    """Someone who acts for a municipality; for which one, the municipalities' own rules say."""
    return user.is_active and getattr(user, "role", None) == Role.OFFICIAL


@rules.predicate
def is_funder(user):
    """Someone who acts for a funder; of which contract, `Contract.objects.for_user` says."""
    return user.is_active and getattr(user, "role", None) == Role.FUNDER


can_invite = is_staff
