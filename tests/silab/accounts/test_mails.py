"""The account mails that allauth words: in Estonian, and as the portal speaks to its readers."""

import re
from pathlib import Path

import allauth
import pytest
from django.contrib.sites.requests import RequestSite
from django.template.loader import render_to_string
from django.utils.translation import override

from silab.accounts.models import User

TEMPLATES = Path(allauth.__file__).parent / "templates"
#: Not ours: no security keys here (MFA_SUPPORTED_TYPES), and no codes by mail.
LEFT_OUT = re.compile("webauthn|base_|_code")
MAILS = [
    path.relative_to(TEMPLATES).as_posix()
    for room in ("account", "mfa")
    for path in sorted((TEMPLATES / room / "email").glob("*.txt"))
    if not LEFT_OUT.search(path.name)
]
SINA = re.compile(r"\b(sa|sina|sul|sulle|su|sinu|sind|oled|saad|pead|soovid|mine)\b", re.IGNORECASE)
NAMED = ("username", "email", "from_email", "to_email", "deleted_email", "ip", "user_agent", "timestamp")
LINKS = ("password_reset_url", "activate_url", "signup_url", "code")


@pytest.mark.parametrize("template", MAILS)
def test_mails_say_teie(template, rf):
    given = {name: name for name in (*NAMED, *LINKS)} | {"user": User(email="kadri@kyla.example")}
    given["current_site"] = RequestSite(rf.get("/"))

    def lines(language):
        with override(language):
            return [line for line in render_to_string(template, given).splitlines() if " " in line]

    assert not SINA.search("\n".join(lines("et")))
    assert not set(lines("et")) & set(lines("en"))
