"""Who may do what with municipalities and communities, as sentences."""

import rules

from municipalities.models import Municipality
from silab.accounts.rules import is_staff


@rules.predicate
def is_official_of(user, record):
    """The user acts for this municipality, for the record's, or for the one it was merged into."""
    key = record.pk if isinstance(record, Municipality) else record.municipality_id
    return not user.is_staff and Municipality.objects.for_user(user).filter(pk=key).exists()


can_accept_community = is_staff | is_official_of
#: Officials' addresses and spokespersons' contacts (domain.md §2).
can_see_people = is_staff | is_official_of
can_see_contacts = is_staff

rules.add_perm("municipalities.accept_community", can_accept_community)
rules.add_perm("municipalities.see_people", can_see_people)
rules.add_perm("municipalities.see_contacts", can_see_contacts)
