"""Who opens the addresses of municipalities/communities (tests/access_table.py)."""

from datetime import date

from django.core.files.base import ContentFile

from municipalities.communities.links import CONFIRM, INVITED, REPRESENTATIVE
from municipalities.models import CommunityInvitation, CommunityProposal
from tests.access import ANYBODY, JAAN, MARI, Page, page
from tests.municipalities.factories import (
    CocreationFormatFactory,
    CommunityFactory,
    DecisionParticipationFactory,
    FormatEventFactory,
    PersonFactory,
    PrinciplesFactory,
    SpokespersonFactory,
)


def viljandi(cast):
    return {"pk": cast["viljandi"].pk}


def a_community(cast):
    return {"pk": CommunityFactory(municipality=cast["viljandi"]).pk}


def a_mandate(cast):
    return {"pk": SpokespersonFactory(community__municipality=cast["viljandi"]).pk}


def a_proposal(cast):
    words = {
        "kind": "village",
        "self_definition": "Meie",
        "boundary": "Küla",
        "proposed_on": date(2026, 1, 5),
    }
    proposal = CommunityProposal.objects.create(
        municipality=cast["viljandi"], name="Uus", representative_email="a@b.example", **words
    )
    return {"token": CONFIRM.sign(proposal.pk)}


def an_invitation(cast):
    invitation = CommunityInvitation.objects.create(
        municipality=cast["viljandi"], email="a@b.example", invited_at="2026-01-05T10:00Z"
    )
    return {"token": INVITED.sign(invitation.pk)}


def a_represented_community(cast):
    community = CommunityFactory(municipality=cast["viljandi"], representative=PersonFactory())
    return {"token": REPRESENTATIVE.sign(f"{community.pk}-{community.representative_id}")}


def principles(cast):
    return {"pk": PrinciplesFactory(municipality=cast["viljandi"]).pk}


def principles_with_file(cast):
    found = PrinciplesFactory(municipality=cast["viljandi"])
    found.file_name = "kord.pdf"
    found.file.save("kord.pdf", ContentFile(b"%PDF-1.7"))
    return {"pk": found.pk}


def a_format(cast):
    return {"pk": CocreationFormatFactory(municipality=cast["viljandi"]).pk}


def an_event(cast):
    return {"pk": FormatEventFactory(format__municipality=cast["viljandi"]).pk}


def a_decision(cast):
    return {"pk": DecisionParticipationFactory(municipality=cast["viljandi"]).pk}


BOTH = (MARI, JAAN)
ACCESS: dict[str, Page] = {
    "municipalities:community_list": page(MARI),
    "municipalities:define": page(*ANYBODY),
    "municipalities:proposal_sent": page(*ANYBODY),
    "municipalities:proposal_confirm": page(*ANYBODY, at=a_proposal),
    "municipalities:invited_community": page(*ANYBODY, at=an_invitation),
    "municipalities:own_community": page(*ANYBODY, at=a_represented_community),
    "municipalities:community": page(*BOTH, at=a_community),
    "municipalities:accept": page(*BOTH, at=a_community, method="post"),
    "municipalities:send_back": page(*BOTH, at=a_community, method="post"),
    "municipalities:invite_community": page(*BOTH, at=viljandi),
    "municipalities:spokesperson_add": page(*BOTH, at=a_community),
    "municipalities:spokesperson": page(*BOTH, at=a_mandate),
    "municipalities:spokesperson_end": page(*BOTH, at=a_mandate),
    "municipalities:spokesperson_hand_over": page(*BOTH, at=a_mandate),
    "municipalities:principles": page(*BOTH, at=viljandi),
    "municipalities:principles_add": page(*BOTH, at=viljandi),
    "municipalities:principles_edit": page(*BOTH, at=principles),
    "municipalities:principles_file": page(*BOTH, at=principles_with_file),
    "municipalities:formats": page(*BOTH, at=viljandi),
    "municipalities:format_add": page(*BOTH, at=viljandi),
    "municipalities:format": page(*BOTH, at=a_format),
    "municipalities:format_edit": page(*BOTH, at=a_format),
    "municipalities:event_add": page(*BOTH, at=a_format),
    "municipalities:event": page(*BOTH, at=an_event),
    "municipalities:decisions": page(*BOTH, at=viljandi),
    "municipalities:decision_add": page(*BOTH, at=viljandi),
    "municipalities:decision": page(*BOTH, at=a_decision),
}
