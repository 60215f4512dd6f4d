"""An address that is confirmed after asking opens the municipality's page by itself (domain.md §1)."""

from allauth.account.signals import email_confirmed
from django.dispatch import receiver

from municipalities.home.access import approve_by_address


@receiver(email_confirmed)
def approve_who_asked(email_address, **_kwargs):
    """Approve the requests that this address speaks for."""
    approve_by_address(address=email_address)
