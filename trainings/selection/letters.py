"""The mail of a decision as it will go, before it goes."""

import hashlib
from copy import copy
from dataclasses import dataclass

from django.conf import settings
from django.urls import NoReverseMatch, reverse

from silab.notices.actions import language_of, rendered
from trainings.changes import Reader, letter_of, mail_context, readers
from trainings.models import Application
from trainings.selection.decisions import Decision


@dataclass(frozen=True)
class Letter:
    """What the preview shows: the first reader's mail, and everybody who gets one."""

    subject: str
    text: str
    readers: list[Reader]
    links: bool
    has_calendar: bool

    @property
    def digest(self) -> str:
        """What tells this text from any other, so that only what was seen is sent."""
        return hashlib.sha256(f"{self.subject}\n{self.text}".encode()).hexdigest()[:16]


def letter_for(application: Application, decision: Decision, values: dict, *, by) -> Letter:
    """Return the mail that the decision would send; the application itself stays as it is."""
    after = copy(application)
    decision.on(after, values, by)
    told = readers(application)
    shown = next((reader for reader in told if not reader.gets_link), told[0] if told else None)
    context = mail_context(after, words=values.get("words", ""), name=shown.name if shown else "")
    if shown and shown.gets_link:
        context["confirm_url"] = _example()
    mail = rendered(
        letter_of(application.state, after.state), context, language_of(shown.to if shown else "")
    )
    links = any(reader.gets_link for reader in told)
    return Letter(mail["subject"], mail["text"], told, links, bool(context["days"]))


def _example():
    try:
        path = reverse("trainings:confirm", args=["…"])
    except NoReverseMatch:
        path = "/…"
    return f"{settings.PORTAL_URL.rstrip('/')}{path}"
