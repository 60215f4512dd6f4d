"""Every address of the portal × who may open it. An address that is not here fails tests/test_access.py.

One line an address: its URL name, who opens it, and `at` (the arguments of an address with an object, made
from the cast; the object is Viljandi's, so Jaan's and not Leena's) and `method` where it is not GET.
"""

from collections.abc import Callable
from dataclasses import dataclass

from silab.jobs.models import Job
from silab.notices.enums import NoticeState
from silab.notices.models import Notice
from tests.municipalities.factories import CommunityFactory
from tests.silab.accounts.factories import InvitationFactory

MARI, JAAN, LEENA, TIIT, RIINA, STRANGER = "mari", "jaan", "leena", "tiit", "riina", "stranger"
CAST = (MARI, JAAN, LEENA, TIIT, RIINA, STRANGER)
ANYBODY = (*CAST, "anonymous")


@dataclass(frozen=True)
class Page:
    """Who opens an address; everybody else finds nothing there (404), the unknown are asked to sign in."""

    who: tuple[str, ...]
    at: Callable[[dict], dict]
    method: str


def page(*who, at=lambda _cast: {}, method="get") -> Page:
    """Return a line of the table."""
    return Page(who, at, method)


def a_notice(_cast):
    words = {"template": "x", "subject": "Tere", "text": "Tere", "state": NoticeState.FAILED}
    known = {"event": "proov", "recipient": "keegi@kyla.example"}
    return {"pk": Notice.objects.get_or_create(**known, defaults=words)[0].pk}


def an_invitation(_cast):
    return {"token": InvitationFactory().get_absolute_url().rstrip("/").rpartition("/")[2]}


def viljandi(cast):
    return {"pk": cast["viljandi"].pk}


def a_community(cast):
    return {"pk": CommunityFactory(municipality=cast["viljandi"]).pk}


def maris_job(cast):
    return {"pk": Job.objects.get_or_create(kind="proov", key="1", asked_by=cast["mari"])[0].pk}


ACCESS = {
    "home": page(*ANYBODY),
    "set_language": page(*ANYBODY, method="post"),
    "healthz": page(*ANYBODY),
    "accounts:invitation": page(*ANYBODY, at=an_invitation),
    "accounts:my_data": page(*CAST),
    "accounts:my_data_file": page(*CAST),
    "notices:list": page(MARI),
    "notices:detail": page(MARI, at=a_notice),
    "notices:send_again": page(MARI, at=a_notice, method="post"),
    "jobs:state": page(MARI, at=maris_job),
    "municipalities:list": page(MARI, RIINA),
    "municipalities:mine": page(*CAST),
    "municipalities:detail": page(MARI, JAAN, at=viljandi),
    "municipalities:community": page(MARI, JAAN, at=a_community),
    "municipalities:accept": page(MARI, JAAN, at=a_community, method="post"),
    "municipalities:send_back": page(MARI, JAAN, at=a_community, method="post"),
}

#: allauth's pages that answer somebody who has not signed in; all its others ask for sign-in.
OPEN_ACCOUNT_PAGES = {
    "account_login",
    "account_logout",
    "account_inactive",
    "account_signup",
    "account_email_verification_sent",
    "account_confirm_email",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
}
