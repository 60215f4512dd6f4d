"""What waits for a municipality's officials: the rooms register it."""

from networks.staged import waiting as staged

__all__ = ["staged"]
