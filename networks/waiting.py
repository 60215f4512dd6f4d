"""What waits for a municipality's officials: the rooms register it."""

from networks.meetings import waiting as meetings
from networks.staged import waiting as staged

__all__ = ["meetings", "staged"]
