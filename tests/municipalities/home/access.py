"""Who opens the addresses of municipalities/home (tests/access_table.py)."""

from django.utils import timezone

from municipalities.enums import OfficialState
from municipalities.home.colleagues import COLLEAGUE
from municipalities.models import ColleagueInvitation
from tests.access import ANYBODY, CAST, JAAN, LEENA, MARI, STRANGER, TIIT, Page, page
from tests.municipalities.factories import OfficialFactory
from tests.silab.accounts.factories import UserFactory


def viljandi(cast):
    return {"pk": cast["viljandi"].pk}


def a_colleague(cast):
    return {"official": OfficialFactory(municipality=cast["viljandi"]).pk}


def a_request(cast):
    asked = OfficialFactory(user=UserFactory(), municipality=cast["viljandi"], state=OfficialState.ASKED)
    return {"official": asked.pk}


def an_invitation(cast):
    invited = ColleagueInvitation.objects.create(
        municipality=cast["viljandi"], email="uus@kyla.example", invited_at=timezone.now()
    )
    return {"invitation": invited.pk}


def a_link(cast):
    return {"token": COLLEAGUE.sign(an_invitation(cast)["invitation"])}


ACCESS: dict[str, Page] = {
    "municipalities:mine": page(*CAST),
    "municipalities:own": page(MARI, JAAN, at=viljandi),
    "municipalities:ask_access": page(JAAN, LEENA, TIIT, STRANGER),
    "municipalities:ask_withdraw": page(at=a_request, method="post"),
    "municipalities:access_requests": page(MARI),
    "municipalities:access_request": page(MARI, at=a_request),
    "municipalities:access_approve": page(MARI, at=a_request, method="post"),
    "municipalities:access_refuse": page(MARI, at=a_request, method="post"),
    "municipalities:colleagues": page(MARI, JAAN, at=viljandi),
    "municipalities:colleague_invite": page(MARI, JAAN, at=viljandi, method="post"),
    "municipalities:colleague_responsible": page(MARI, JAAN, at=a_colleague, method="post"),
    "municipalities:colleague_end": page(MARI, JAAN, at=a_colleague),
    "municipalities:colleague_uninvite": page(MARI, JAAN, at=an_invitation, method="post"),
    "municipalities:colleague_accept": page(*ANYBODY, at=a_link),
}
