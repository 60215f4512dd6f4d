"""Background jobs of the register and of communities."""

from municipalities.communities.importing.jobs import import_communities
from municipalities.profile.jobs import profile

__all__ = ["import_communities", "profile"]
