from trainings.models.application import (
    Application,
    InterviewNote,
    Member,
    StateChange,
    UndertakingAcceptance,
)
from trainings.models.attendance import Attendance
from trainings.models.campaign import Campaign, CampaignRecipient
from trainings.models.completion import Certificate, RefundClaim
from trainings.models.delivery import Homework, Material, ParticipantLink, Submission
from trainings.models.feedback import Feedback, FeedbackRequest
from trainings.models.mentoring import AdvisoryApplication, CooperationModel, MentoringSession
from trainings.models.participant import Participant
from trainings.models.participant_data import ParticipantAggregate, ParticipantData, Reveal
from trainings.models.programme import Group, Terms, Trainer, Undertaking
from trainings.models.recruitment import Outreach
from trainings.models.session import Session
from trainings.models.training import Course, Training

__all__ = [
    "AdvisoryApplication",
    "Application",
    "Attendance",
    "Campaign",
    "CampaignRecipient",
    "Certificate",
    "CooperationModel",
    "Course",
    "Feedback",
    "FeedbackRequest",
    "Group",
    "Homework",
    "InterviewNote",
    "Material",
    "Member",
    "MentoringSession",
    "Outreach",
    "Participant",
    "ParticipantAggregate",
    "ParticipantData",
    "ParticipantLink",
    "RefundClaim",
    "Reveal",
    "Session",
    "StateChange",
    "Submission",
    "Terms",
    "Trainer",
    "Training",
    "Undertaking",
    "UndertakingAcceptance",
]
