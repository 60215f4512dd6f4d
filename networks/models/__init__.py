from networks.models.lab import Lab, LabFunding, LabModel, LabWorkshop
from networks.models.meeting import (
    Decision,
    Meeting,
    MeetingFile,
    MeetingInvitation,
    MeetingPresence,
)
from networks.models.network import Membership, Network, Representative
from networks.models.process import (
    Advice,
    EngagementProcess,
    ModelStage,
    PilotInterest,
    StageCompletion,
)
from networks.models.satisfaction import SatisfactionAnswer, SatisfactionRequest, SatisfactionRound

__all__ = [
    "Advice",
    "Decision",
    "EngagementProcess",
    "Lab",
    "LabFunding",
    "LabModel",
    "LabWorkshop",
    "Meeting",
    "MeetingFile",
    "MeetingInvitation",
    "MeetingPresence",
    "Membership",
    "ModelStage",
    "Network",
    "PilotInterest",
    "Representative",
    "SatisfactionAnswer",
    "SatisfactionRequest",
    "SatisfactionRound",
    "StageCompletion",
]
