"""Many at once (PostgreSQL): one decision, one user of an invitation, one person responsible."""

from django.utils import timezone

from municipalities.enums import OfficialState
from municipalities.home import access, colleagues
from municipalities.models import ColleagueInvitation, Official
from silab.accounts.enums import Role
from silab.notices.models import Notice
from tests.at_once import ON_POSTGRESQL, at_once
from tests.municipalities.factories import MunicipalityFactory, OfficialFactory
from tests.silab.accounts.factories import UserFactory

pytestmark = ON_POSTGRESQL


def as_raised(error):
    """Return the error itself, which tells what had been decided."""
    return error


def test_two_staff_decide_at_once():
    staff = [UserFactory(role=Role.STAFF) for _n in range(2)]
    official = OfficialFactory(user=UserFactory(email="ene@kyla.example"), state=OfficialState.ASKED)
    outcomes = at_once(
        lambda: access.approve_request(official=official, by=staff[0]),
        lambda: access.refuse_request(official=official, reason="Ei tööta vallas", by=staff[1]),
        failed=as_raised,
    )
    late = [one for one in outcomes if isinstance(one, access.AlreadyDecided)]
    official.refresh_from_db()
    assert len(late) == 1
    assert late[0].official.state == official.state
    assert Notice.objects.filter(recipient="ene@kyla.example").count() == 1


def test_asking_twice_at_once_is_one_request():
    user, municipality = UserFactory(), MunicipalityFactory()
    at_once(*[lambda: access.ask_access(municipality=municipality, post="nõunik", by=user)] * 3)
    assert Official.objects.count() == 1


def test_two_handovers_at_once_leave_one_responsible():
    municipality, mari = MunicipalityFactory(), UserFactory(role=Role.STAFF)
    heirs = [OfficialFactory(municipality=municipality) for _n in range(3)]
    outcomes = at_once(*[lambda heir=heir: access.make_responsible(official=heir, by=mari) for heir in heirs])
    assert all(isinstance(one, Official) for one in outcomes)
    assert Official.objects.filter(responsible_for_engagement=True).count() == 1


def test_an_invitation_is_used_once():
    invitation = ColleagueInvitation.objects.create(
        municipality=MunicipalityFactory(), email="kati@kyla.example", invited_at=timezone.now()
    )
    kati = UserFactory(email="kati@kyla.example")
    outcomes = at_once(
        *[lambda: colleagues.accept_colleague(invitation=invitation, by=kati)] * 3, failed=as_raised
    )
    assert sum(isinstance(one, colleagues.InvitationGone) for one in outcomes) == 2
