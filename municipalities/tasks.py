"""Background jobs of the register and of communities."""

from municipalities.communities.importing.jobs import import_communities

__all__ = ["import_communities"]
