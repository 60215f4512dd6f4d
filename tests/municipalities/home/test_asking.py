"""The right to act for a municipality: asked for, given by address or by staff, refused, taken away (domain.md §1)."""

import pytest
from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed
from django.core.exceptions import ValidationError
from django.urls import reverse

from municipalities.enums import OfficialState
from municipalities.home import access
from municipalities.home.addresses import suggested_for
from municipalities.mail_domains import is_own
from municipalities.models import Municipality, Official
from silab.accounts.enums import Role
from silab.notices.models import Notice
from tests.municipalities.factories import MunicipalityFactory, OfficialFactory
from tests.silab.accounts.factories import UserFactory

OWN = "viljandivald.example"


@pytest.fixture
def viljandi(viljandi):
    viljandi.mail_domain = OWN
    viljandi.save()
    return viljandi


def a_user(address, *, confirmed=True):
    user = UserFactory(email=address)
    EmailAddress.objects.create(user=user, email=address, verified=confirmed, primary=True)
    return user


def asked(user, municipality):
    return access.ask_access(municipality=municipality, post="nõunik", by=user)


@pytest.mark.parametrize(
    ("address", "own"),
    [
        ("ene@viljandivald.example", True),
        ("Ene@ViljandiVald.Example", True),
        ("ene@kool.viljandivald.example", False),  # a school of the municipality: staff look at it
        ("ene@viljandivald.example.evil.example", False),
        ("ene@eviljandivald.example", False),
        ("ene@viljandivald.examplee", False),
        ("viljandivald.example@evil.example", False),
        ('"ene@viljandivald.example"@evil.example', False),
        ("viljandivald.example", False),
    ],
)
def test_only_the_very_domain_is_the_municipalitys_own(address, own):
    assert is_own(OWN, address) is own


@pytest.mark.parametrize("domain", ["", "gmail.com", "hot.ee", "eesti.ee", "vald.gmail.com", "GMAIL.com "])
def test_a_domain_of_everybody_is_nobodys(domain):
    assert not is_own(domain, f"ene@{domain.strip().lower()}")


@pytest.mark.parametrize("domain", ["gmail.com", "Mail.ee", "ene@viljandi.ee", "viljandi", "a b.ee", ".ee"])
def test_the_register_refuses_a_domain_that_cannot_be_its_own(viljandi, domain):
    viljandi.mail_domain = domain
    with pytest.raises(ValidationError) as refused:
        viljandi.full_clean()
    assert "mail_domain" in refused.value.message_dict


def test_the_register_keeps_a_domain_as_mails_write_it(viljandi):
    viljandi.mail_domain = " ViljandiVald.EE "
    viljandi.full_clean()
    assert viljandi.mail_domain == "viljandivald.ee"


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("ene@viljandivald.example", True),
        ("ene@kool.viljandivald.example", True),
        ("ene@viljandivald.example.evil.example", False),
        ("ene@gmail.com", False),
    ],
)
def test_the_address_suggests_the_municipality(viljandi, anija, address, found):
    assert suggested_for(a_user(address, confirmed=False)) == (viljandi if found else None)


def test_two_municipalities_of_one_domain_are_not_guessed(viljandi):
    MunicipalityFactory(mail_domain=OWN)
    assert suggested_for(a_user(f"ene@{OWN}")) is None


def test_a_confirmed_own_address_is_approved_at_once(viljandi):
    user = a_user(f"ene@{OWN}")
    official = asked(user, viljandi)
    user.refresh_from_db()
    assert (official.state, official.decided_by, user.role) == ("approved", None, Role.OFFICIAL)
    assert list(Municipality.objects.of_official(user)) == [viljandi]
    assert Notice.objects.get().recipient == user.email


@pytest.mark.parametrize(
    ("address", "confirmed"),
    [
        (f"ene@{OWN}", False),
        (f"ene@kool.{OWN}", True),
        (f"ene@{OWN}.evil.example", True),
        ("ene@gmail.com", True),
    ],
)
def test_all_others_wait_for_staff_who_are_told(viljandi, mari, address, confirmed):
    user = a_user(address, confirmed=confirmed)
    assert asked(user, viljandi).state == OfficialState.ASKED
    user.refresh_from_db()
    assert user.role == Role.VISITOR
    assert [notice.recipient for notice in Notice.objects.all()] == [mari.email]


def test_an_address_confirmed_after_asking_approves(viljandi, anija):
    user = a_user("ene@kyla.example")
    mine, elsewhere = asked(user, viljandi), asked(user, anija)
    address = EmailAddress.objects.create(user=user, email=f"ene@{OWN}", verified=True)
    email_confirmed.send(EmailAddress, request=None, email_address=address)
    mine.refresh_from_db()
    elsewhere.refresh_from_db()
    assert (mine.state, elsewhere.state) == (OfficialState.APPROVED, OfficialState.ASKED)


@pytest.mark.parametrize("lost", ["refused", "ended"])
def test_what_was_refused_or_lost_does_not_come_back_by_itself(viljandi, mari, lost):
    user = a_user(f"ene@{OWN}", confirmed=False)
    official = asked(user, viljandi)
    if lost == "refused":
        access.refuse_request(official=official, reason="Ei tööta vallas", by=mari)
    else:
        access.approve_request(official=official, by=mari)
        access.end_right(official=official, reason="Lahkus töölt", by=mari)
    address = EmailAddress.objects.get(user=user)
    address.verified = True
    address.save()
    again = asked(user, viljandi)
    access.withdraw_request(official=again, by=user)
    assert asked(user, viljandi).state == OfficialState.ASKED
    assert access.approve_by_address(address=address) == []


def test_asking_twice_is_told(viljandi, jaan):
    user = a_user("ene@kyla.example")
    asked(user, viljandi)
    for person in (user, jaan):
        with pytest.raises(access.AccessRefused):
            asked(person, viljandi)
    assert Official.objects.filter(user=user).count() == 1


def test_the_first_decision_holds_and_is_told_once(viljandi, mari):
    official = asked(a_user("ene@kyla.example"), viljandi)
    refused = access.refuse_request(official=official, reason=" Ei tööta vallas ", by=mari)
    assert (refused.reason, refused.decided_by) == ("Ei tööta vallas", mari)
    with pytest.raises(access.AlreadyDecided) as late:
        access.approve_request(official=official, by=mari)
    assert late.value.official.state == OfficialState.REFUSED
    told = Notice.objects.get(recipient="ene@kyla.example")
    assert "Ei tööta vallas" in told.text


def test_a_refusal_needs_its_reason(viljandi, mari):
    official = asked(a_user("ene@kyla.example"), viljandi)
    with pytest.raises(access.ReasonMissing):
        access.refuse_request(official=official, reason="  ", by=mari)


def test_the_last_right_takes_the_role_along(viljandi, anija, mari):
    user = UserFactory(role=Role.OFFICIAL)
    rights = [OfficialFactory(user=user, municipality=each) for each in (viljandi, anija)]
    for right, role in zip(rights, (Role.OFFICIAL, Role.VISITOR), strict=True):
        access.end_right(official=right, reason="Lahkus töölt", by=mari)
        user.refresh_from_db()
        assert user.role == role


def test_a_visitor_asks_on_the_page_and_takes_it_back(client, viljandi):
    user = a_user("ene@kyla.example")
    client.force_login(user)
    page = reverse("municipalities:ask_access")
    assert client.post(page, {"municipality": "", "post": ""}).status_code == 422
    answer = client.post(page, {"municipality": viljandi.pk, "post": "nõunik"}, follow=True)
    assert "ootab otsust" in answer.content.decode()
    official = Official.objects.get()
    client.post(reverse("municipalities:ask_withdraw", args=[official.pk]))
    official.refresh_from_db()
    assert official.state == OfficialState.WITHDRAWN
    assert "Võtsite taotluse tagasi" in client.get(reverse("municipalities:mine")).content.decode()


def test_the_page_suggests_and_opens_at_once(client, viljandi):
    client.force_login(a_user(f"ene@{OWN}"))
    page = client.get(reverse("municipalities:ask_access")).content.decode()
    assert f'value="{viljandi.pk}" selected' in page
    answer = client.post(
        reverse("municipalities:ask_access"), {"municipality": viljandi.pk, "post": "nõunik"}
    )
    assert answer.url == reverse("municipalities:own", args=[viljandi.pk])


def test_a_merged_municipality_is_not_asked_for(client, viljandi):
    old = MunicipalityFactory(valid_to="2025-10-19", merged_into=viljandi)
    client.force_login(a_user("ene@kyla.example"))
    answer = client.post(reverse("municipalities:ask_access"), {"municipality": old.pk, "post": "nõunik"})
    assert answer.status_code == 422


def test_staff_decide_on_the_page(client, viljandi, mari):
    official = asked(a_user("ene@kyla.example"), viljandi)
    client.force_login(mari)
    assert "ene@kyla.example" in client.get(reverse("municipalities:access_requests")).content.decode()
    refuse = reverse("municipalities:access_refuse", args=[official.pk])
    assert client.post(refuse, {"reason": ""}).status_code == 422
    client.post(refuse, {"reason": "Ei tööta vallas"})
    answer = client.post(reverse("municipalities:access_approve", args=[official.pk]), follow=True)
    assert "otsus juba tehtud" in answer.content.decode()
    official.refresh_from_db()
    assert official.state == OfficialState.REFUSED


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_requests_asks_the_same(client, viljandi, mari, rows, django_assert_max_num_queries):
    for n in range(rows):
        asked(a_user(f"ene{n}@kyla.example"), viljandi)
    client.force_login(mari)
    client.get(reverse("municipalities:access_requests"))
    with django_assert_max_num_queries(4):
        client.get(reverse("municipalities:access_requests"))
