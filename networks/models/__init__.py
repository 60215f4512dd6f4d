from networks.models.lab import Lab, LabFunding, LabModel
from networks.models.network import Decision, Meeting, MeetingPresence, Membership, Network
from networks.models.process import EngagementProcess

__all__ = [
    "Decision",
    "EngagementProcess",
    "Lab",
    "LabFunding",
    "LabModel",
    "Meeting",
    "MeetingPresence",
    "Membership",
    "Network",
]
