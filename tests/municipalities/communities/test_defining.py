"""A community describes itself: by the public form and a confirmed address, or invited (domain.md §2)."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from municipalities.communities import defining
from municipalities.communities.links import CONFIRM, INVITED, confirm_url, invited_url, own_path
from municipalities.enums import CommunityState
from municipalities.models import Community, CommunityInvitation, CommunityProposal
from silab.accounts.models import Person
from silab.notices.models import Notice
from tests.municipalities.factories import CommunityFactory, MunicipalityFactory, PersonFactory

FORM = "/omavalitsused/maara-kogukond/"
DESCRIPTION = {
    "kind": "village",
    "self_definition": "Me oleme meie.",
    "boundary": "Küla piir",
    "founded_on": None,
}


def errors(answer, field):
    return answer.context["form"].errors.get(field, [])


def path_of(url):
    return "/" + url.split("/", 3)[3]


@pytest.fixture
def proposal(viljandi, client, described):
    client.post(FORM, described)
    return CommunityProposal.objects.get()


@pytest.fixture
def sent_back(viljandi, jaan):
    from municipalities.communities.actions import send_back_community

    person = PersonFactory(name="Tiina Talu", email="tiina@ramsi.example")
    community = CommunityFactory(
        municipality=viljandi, name="Ramsi alevik", representative=person, boundary="Piir"
    )
    return send_back_community(community=community, reason="Täpsustage piiri.", by=jaan)


def test_what_a_stranger_writes_waits_for_the_confirmed_address(client, jaan, described, mails):
    answer = client.post(FORM, described, follow=True)
    assert "tiina@ramsi.example" in answer.content.decode()
    assert not Community.objects.exists()
    assert mails() == [("municipalities/mail/proposal_confirm", "tiina@ramsi.example")]


def test_confirming_makes_the_community_and_tells_the_officials_once(client, jaan, leena, proposal, mails):
    link = path_of(confirm_url(proposal))
    assert "Ramsi alevik" in client.get(link).content.decode()
    assert not Community.objects.exists()
    for _twice in range(2):
        page = client.post(link, follow=True).content.decode()
        assert "Viljandi vald" in page
    community = Community.objects.get()
    assert (community.state, community.representative.email) == (
        CommunityState.DEFINED,
        "tiina@ramsi.example",
    )
    assert mails()[1:] == [("municipalities/mail/community_defined", jaan.email)]


def test_staff_hear_where_no_official_is(client, mari, proposal, mails):
    client.post(path_of(confirm_url(proposal)))
    assert mails()[1:] == [("municipalities/mail/community_defined", mari.email)]


def test_a_known_address_keeps_its_name(proposal):
    known = PersonFactory(name="Tiina Talu-Kask", email="tiina@ramsi.example")
    community = defining.confirm(proposal=proposal)
    assert community.representative == known
    assert Person.objects.get().name == "Tiina Talu-Kask"


def test_a_name_taken_meanwhile_is_changed_while_confirming(client, viljandi, proposal):
    CommunityFactory(municipality=viljandi, name="RAMSI  Alevik")
    link = path_of(confirm_url(proposal))
    answer = client.post(link)
    assert answer.status_code == 422
    assert errors(answer, "name")
    assert client.post(link, {"name": "ramsi alevik"}).status_code == 422
    assert client.post(link, {"name": "Ramsi rahvas"}).status_code == 302
    assert Community.objects.filter(name="Ramsi rahvas").exists()


@pytest.mark.parametrize("name", ["Ramsi alevik", "RAMSI ALEVIK", " rämsi  alevik "])
def test_a_name_of_the_same_municipality_is_refused_beside_the_field(client, viljandi, described, name):
    CommunityFactory(municipality=viljandi, name="Ramsi alevik")
    answer = client.post(FORM, described | {"name": name})
    assert answer.status_code == 422
    assert "Ramsi alevik" in errors(answer, "name")[0]


def test_the_same_name_elsewhere_is_no_matter(client, viljandi, anija, described):
    CommunityFactory(municipality=anija, name="Ramsi alevik")
    assert client.post(FORM, described).status_code == 302


@pytest.mark.parametrize("bare", ["Rakvere", "Tartu", "Viljandi", "Võru"])
def test_a_name_borne_twice_is_asked_about(client, register, described, bare):
    answer = client.post(FORM, described | {"municipality": bare})
    assert errors(answer, "municipality")
    offered = [one.name for one in answer.context["form"].candidates]
    assert {f"{bare} linn", f"{bare} vald"} <= set(offered)
    chosen = register[f"{bare} linn"]
    assert client.post(FORM, described | {"municipality": bare, "meant": chosen.pk}).status_code == 302
    assert CommunityProposal.objects.get().municipality == chosen


def test_a_typing_error_brings_a_suggestion(client, register, described):
    answer = client.post(FORM, described | {"municipality": "Jõelehtme vald"})
    assert "Jõelähtme vald" in errors(answer, "municipality")[0]
    meant = register["Jõelähtme vald"].pk
    assert f'value="{meant}" id="id_meant_0" checked' in answer.content.decode().replace(
        " required", ""
    ).replace(' aria-describedby="id_meant_helptext"', "")
    answer = client.post(FORM, described | {"municipality": "Jõelehtme vald", "meant": meant})
    assert CommunityProposal.objects.get().municipality_id == meant


def test_a_suggestion_for_another_text_does_not_count(client, register, described):
    meant = register["Viljandi linn"].pk
    client.post(FORM, described | {"municipality": "anija VALD", "meant": meant})
    assert CommunityProposal.objects.get().municipality == register["Anija vald"]


def test_a_municipality_that_is_no_more_is_not_chosen(client, register, described):
    answer = client.post(FORM, described | {"municipality": "Toila vald"})
    assert errors(answer, "municipality")
    assert not CommunityProposal.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("self_definition", "a" * 300_000),
        ("name", "a" * 201),
        ("founded_on", "01.01.0921"),
        ("founded_on", (timezone.localdate() + timedelta(days=2)).isoformat()),
        ("representative_email", "tiina"),
        ("kind", "riik"),
        ("municipality", "Atlantis"),
        ("name", "Ramsi\0alevik"),
    ],
)
def test_bad_input_is_told_at_its_field(client, register, described, field, value):
    answer = client.post(FORM, described | {field: value})
    assert answer.status_code == 422
    assert errors(answer, field)
    assert not CommunityProposal.objects.exists()


def test_a_program_that_fills_in_everything_reaches_nobody(client, viljandi, described, mails):
    assert client.post(FORM, described | {"website": "https://x.example"}).status_code == 302
    assert not CommunityProposal.objects.exists()
    assert mails() == []


def test_one_address_is_not_flooded(client, viljandi, described, mails):
    answers = [client.post(FORM, described | {"name": f"Küla {n}"}).status_code for n in range(7)]
    assert answers == [302] * 5 + [429] * 2
    assert len(mails()) == 5


def test_old_and_foreign_links(client, proposal):
    old = CONFIRM.sign(proposal.pk)
    with time_machine.travel(timezone.now() + timedelta(days=15)):
        assert client.get(reverse("municipalities:proposal_confirm", args=[old])).status_code == 410
    foreign = INVITED.sign(proposal.pk)
    assert client.get(reverse("municipalities:proposal_confirm", args=[foreign])).status_code == 404


def test_what_nobody_confirms_is_forgotten(proposal):
    assert defining.forget_unconfirmed() == 0
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert defining.forget_unconfirmed() == 1


def test_an_invitation_counts_as_a_confirmed_address(client, sign_in, jaan, viljandi, mails, described):
    url = reverse("municipalities:invite_community", args=[viljandi.pk])
    sign_in(jaan).post(url, {"email": "Tiina@ramsi.example", "name": "Tiina Talu", "message": "Tere!"})
    invitation = CommunityInvitation.objects.get()
    assert mails() == [("municipalities/mail/community_invitation", "tiina@ramsi.example")]
    link = path_of(invited_url(invitation))
    for _twice in range(2):
        client.post(link, described)
    community = Community.objects.get()
    assert (community.municipality, community.representative.email) == (viljandi, "tiina@ramsi.example")
    invitation.refresh_from_db()
    assert invitation.community == community
    assert client.get(link).url == own_path(community)


def test_an_invited_one_hears_of_a_taken_name(client, viljandi, described):
    CommunityFactory(municipality=viljandi, name="Ramsi alevik")
    invitation = defining.invite(municipality=viljandi, email="a@b.example", by=None)
    answer = client.post(path_of(invited_url(invitation)), described)
    assert errors(answer, "name")


def test_what_was_sent_back_is_corrected_and_sent_again(client, sent_back, jaan, described, mails):
    assert mails() == [("municipalities/mail/community_sent_back", "tiina@ramsi.example")]
    assert "/minu-kogukond/" in Notice.objects.get().text
    link = own_path(sent_back)
    assert "Täpsustage piiri." in client.get(link).content.decode()
    assert client.post(link, described | {"boundary": ""}).status_code == 422
    assert client.post(link, described | {"boundary": "Uus piir"}).status_code == 302
    sent_back.refresh_from_db()
    assert (sent_back.state, sent_back.boundary) == (CommunityState.DEFINED, "Uus piir")
    assert sent_back.sent_back_by == jaan  # what was decided before stays readable
    assert mails()[1:] == [("municipalities/mail/community_defined", jaan.email)]
    assert client.post(link, described | {"boundary": "Muu"}).status_code == 302
    sent_back.refresh_from_db()
    assert sent_back.boundary == "Uus piir"


def test_another_representatives_link_opens_nothing(client, sent_back):
    link = own_path(sent_back)
    sent_back.representative = PersonFactory()
    sent_back.save()
    assert client.get(link).status_code == 410


def test_the_form_is_cheap(client, register, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        assert client.get(FORM).status_code == 200


def test_a_merged_municipalitys_community_goes_to_its_successors_officials(jaan, viljandi, mails):
    merged = MunicipalityFactory(name="Toila vald", merged_into=viljandi, valid_to=date(2025, 10, 19))
    defining.define(person=PersonFactory(), municipality=merged, name="Voka", **DESCRIPTION)
    assert mails() == [("municipalities/mail/community_defined", jaan.email)]
