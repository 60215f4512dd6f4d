from networks.practices.models.communication import CommunicationItem, CommunicationPlan
from networks.practices.models.example import GoodExample
from networks.practices.models.tool import Tool

__all__ = ["CommunicationItem", "CommunicationPlan", "GoodExample", "Tool"]
