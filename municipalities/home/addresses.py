"""What a user's mail addresses say of the municipality they work for (domain.md §1)."""

from allauth.account.models import EmailAddress
from django.db.models.functions import Lower
from django.utils import timezone

from municipalities.mail_domains import domain_of, is_own, is_public, parents_of
from municipalities.models import Municipality


def confirmed_addresses(user) -> list[str]:
    """Return the addresses that the user has shown to be theirs."""
    return list(EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True))


def has_own_address(user, municipality) -> bool:
    """Whether one of the user's confirmed addresses is at the municipality's own mail domain."""
    domain = municipality.mail_domain
    return bool(domain) and any(is_own(domain, address) for address in confirmed_addresses(user))


def askable_by(user):
    """Return the municipalities of today for which the user does not act yet."""
    own = Municipality.objects.of_official(user).values("pk")
    return Municipality.objects.valid_on(timezone.localdate()).exclude(pk__in=own)


def suggested_for(user) -> Municipality | None:
    """Return the one municipality of today at whose mail domain (or deeper in it) the user has an address.

    Confirmed or not: it is only a suggestion. None when there is none, or more than one, and for one for which
    the user acts already.
    """
    addresses = {user.email, *EmailAddress.objects.filter(user=user).values_list("email", flat=True)}
    domains = {domain_of(address) for address in addresses}
    wanted = {part for domain in domains if not is_public(domain) for part in parents_of(domain)}
    found = (
        askable_by(user).annotate(domain=Lower("mail_domain")).filter(domain__in=wanted).order_by("pk")[:2]
    )
    return found[0] if len(found) == 1 else None
