"""Who opens the addresses of networks/meetings (tests/access_table.py). What is Viljandi's is Jaan's to open."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from networks.meetings.links import ANSWER, MINUTES, SATISFACTION
from networks.models import MeetingFile
from silab.accounts.models import Person
from tests.access import ANYBODY, JAAN, LEENA, MARI, Page, page
from tests.networks.factories import (
    DecisionFactory,
    InvitationFactory,
    MeetingFactory,
    MeetingPresenceFactory,
    MembershipFactory,
    RepresentativeFactory,
    SatisfactionRequestFactory,
    SatisfactionRoundFactory,
)
from tests.silab.accounts.factories import PersonFactory


def a_network(cast):
    return {"pk": MembershipFactory(municipality=cast["viljandi"]).network_id}


def a_meeting(cast):
    return {"pk": MeetingFactory(network_id=a_network(cast)["pk"], minutes="Jutt").pk}


def a_member(cast):
    membership = MembershipFactory(municipality=cast["viljandi"])
    return {"pk": membership.network_id, "membership": membership.pk}


def a_representative(cast):
    one = RepresentativeFactory(membership__municipality=cast["viljandi"])
    return {"pk": one.membership.network_id, "representative": one.pk}


def jaans_invitation(cast):
    meeting = MeetingFactory(network_id=a_network(cast)["pk"], starts_at=timezone.now() + timedelta(days=9))
    person = Person.objects.filter(email=cast["jaan"].email).first()
    person = person or PersonFactory(name=cast["jaan"].name, email=cast["jaan"].email)
    InvitationFactory(meeting=meeting, person=person, municipality=cast["viljandi"])
    return {"pk": meeting.pk}


def an_invitation(cast):
    one = InvitationFactory(meeting_id=a_meeting(cast)["pk"])
    return {"pk": one.meeting_id, "invitation": one.pk}


def a_presence(cast):
    one = MeetingPresenceFactory(meeting_id=a_meeting(cast)["pk"])
    return {"pk": one.meeting_id, "presence": one.pk}


def a_decision(cast):
    one = DecisionFactory(meeting_id=a_meeting(cast)["pk"], municipality=cast["viljandi"])
    return {"pk": one.meeting_id, "decision": one.pk}


def a_file(cast):
    row = MeetingFile(meeting_id=a_meeting(cast)["pk"], title="Slaidid", file_name="slaidid.pdf")
    row.file.save("slaidid.pdf", ContentFile(b"%PDF-1.7"))
    return {"pk": row.meeting_id, "file": row.pk}


def a_round(_cast):
    return {"pk": SatisfactionRoundFactory().pk}


def a_link(_cast):
    return {"token": ANSWER.sign(InvitationFactory().pk)}


def a_readers_link(cast):
    one = MeetingPresenceFactory(meeting_id=a_meeting(cast)["pk"])
    return {"token": MINUTES.sign(f"{one.meeting_id}-{one.person_id}")}


def a_readers_file(cast):
    known = a_file(cast)
    one = MeetingPresenceFactory(meeting_id=known["pk"])
    return {"token": MINUTES.sign(f"{one.meeting_id}-{one.person_id}"), "file": known["file"]}


def a_request(_cast):
    return {"token": SATISFACTION.sign(SatisfactionRequestFactory().pk)}


ACCESS: dict[str, Page] = {
    "networks:list": page(MARI, JAAN, LEENA),
    "networks:network_add": page(MARI),
    "networks:people": page(MARI),
    "networks:detail": page(MARI, JAAN, at=a_network),
    "networks:network_change": page(MARI, at=a_network),
    "networks:members": page(MARI, at=a_network),
    "networks:member_leave": page(MARI, at=a_member),
    "networks:representative_add": page(MARI, at=a_network, method="post"),
    "networks:representative_remove": page(MARI, at=a_representative, method="post"),
    "networks:meeting_add": page(MARI, at=a_network),
    "networks:meeting": page(MARI, JAAN, at=a_meeting),
    "networks:meeting_change": page(MARI, at=a_meeting),
    "networks:meeting_cancel": page(MARI, at=a_meeting),
    "networks:my_answer": page(JAAN, at=jaans_invitation, method="post", data={"answer": "yes"}),
    "networks:invitations": page(MARI, at=a_meeting),
    "networks:guest_invite": page(MARI, at=a_meeting, method="post"),
    "networks:told_answer": page(MARI, at=an_invitation, method="post"),
    "networks:attendance": page(MARI, at=a_meeting),
    "networks:presence_mark": page(MARI, at=an_invitation, method="post"),
    "networks:presence_add": page(MARI, at=a_meeting, method="post"),
    "networks:presence_remove": page(MARI, at=a_presence, method="post"),
    "networks:minutes": page(MARI, at=a_meeting),
    "networks:minutes_pdf": page(MARI, JAAN, at=a_meeting, method="post"),
    "networks:minutes_send": page(MARI, at=a_meeting, method="post"),
    "networks:decision_add": page(MARI, at=a_meeting, method="post"),
    "networks:decision_done": page(MARI, JAAN, at=a_decision, method="post"),
    "networks:file_add": page(MARI, at=a_meeting, method="post"),
    "networks:file": page(MARI, JAAN, at=a_file),
    "networks:file_remove": page(MARI, at=a_file, method="post"),
    "networks:answer": page(*ANYBODY, at=a_link),
    "networks:read_minutes": page(*ANYBODY, at=a_readers_link),
    "networks:read_file": page(*ANYBODY, at=a_readers_file),
    "networks:satisfaction": page(MARI, at=a_network),
    "networks:satisfaction_round": page(MARI, at=a_round),
    "networks:satisfaction_extend": page(MARI, at=a_round, method="post"),
    "networks:give_satisfaction": page(*ANYBODY, at=a_request),
}
