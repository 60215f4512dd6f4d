from municipalities.models.community import Community, Spokesperson
from municipalities.models.contact import Contact
from municipalities.models.defining import CommunityInvitation, CommunityProposal
from municipalities.models.engagement import CocreationFormat, DecisionParticipation, FormatEvent, Principles
from municipalities.models.municipality import County, Municipality, MunicipalityAlias, MunicipalityCode
from municipalities.models.official import ColleagueInvitation, Official
from municipalities.models.satisfaction import Satisfaction

__all__ = [
    "CocreationFormat",
    "ColleagueInvitation",
    "Community",
    "CommunityInvitation",
    "CommunityProposal",
    "Contact",
    "County",
    "DecisionParticipation",
    "FormatEvent",
    "Municipality",
    "MunicipalityAlias",
    "MunicipalityCode",
    "Official",
    "Principles",
    "Satisfaction",
    "Spokesperson",
]
