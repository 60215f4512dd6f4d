"""Background and periodic jobs of the register and its communities."""

from celery import shared_task

from municipalities.communities import defining, telling
from municipalities.communities.importing.jobs import import_communities
from municipalities.profile.jobs import profile

__all__ = ["import_communities", "look_after_communities", "profile"]


@shared_task(name="municipalities.tasks.look_after_communities")
def look_after_communities():
    """Tell of mandates that end soon, forget what nobody confirmed (every hour, by beat)."""
    telling.tell_of_ending_mandates()
    defining.forget_unconfirmed()
