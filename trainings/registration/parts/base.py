"""One page of the form: what it shows, what was typed on it, how that is stored."""

import hashlib
import re
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from trainings.models import Application
from trainings.registration.rules import Finding

#: What no keyboard types and no database takes.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class Part:
    """One page. Without `data` it shows what is stored, with it what was typed.

    `taken` is what of it can be stored; what cannot stands in `refused`, and stays on the page.
    """

    key = ""
    title: Any = ""
    template = ""
    #: The members in the order of the page, where the page has members.
    members: ClassVar[list | None] = None

    def __init__(self, application: Application, data=None):
        self.application = application
        self.training = application.training
        self.refused: list[Finding] = []
        self.findings: list[Finding] = []
        self.stored = self.kept()
        self.taken = self.stored
        if data is None:
            self.show()
        else:
            self.taken = self.read(data)

    @classmethod
    def title_of(cls, training):
        """Return the page's title in this training's form."""
        return cls.title

    @property
    def answers(self) -> str:
        """The template that shows the page's answers to be read."""
        return f"trainings/registration/answers/{self.key}.html"

    def kept(self) -> tuple:
        """Return what is stored of this page."""
        raise NotImplementedError

    def show(self) -> None:
        """Fill the page with what is stored."""
        raise NotImplementedError

    def read(self, data) -> tuple:
        """Fill the page with what was typed; return what of it can be stored, in the shape of `kept()`."""
        raise NotImplementedError

    def write(self, *, by) -> None:
        """Store what was taken; the application itself is saved by the caller."""
        raise NotImplementedError

    @property
    def seen(self) -> str:
        """A mark of what is stored, by which two windows notice each other."""
        return hashlib.sha256(repr(self.stored).encode()).hexdigest()[:16]

    @property
    def errors(self) -> dict[str, str]:
        """The first message at each field."""
        found: dict[str, str] = {}
        for finding in [*self.refused, *self.findings]:
            found.setdefault(finding.anchor, finding.message)
        return found

    def ready(self) -> None:
        """Make the page ready to be shown with its messages."""

    def text(self, model, name: str, typed: str, kept: str, anchor: str = "") -> str:
        """Return a typed text as it can be stored; one that is too long is refused and leaves what was kept."""
        text = CONTROL.sub("", typed.replace("\r\n", "\n").replace("\r", "\n")).strip()
        longest = model._meta.get_field(name).max_length
        if longest and len(text) > longest:
            words = _(
                "The text has %(n)d characters, at most %(most)d fit here. It was not saved: shorten it."
            )
            self.refused.append(Finding(self.key, anchor or name, words % {"n": len(text), "most": longest}))
            return kept
        return text
