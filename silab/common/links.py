"""Personal links for people without an account: signed, expiring, each for one purpose (domain.md §12)."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.core import signing


class LinkRefused(Exception):
    """The link is broken, expired, or made for another purpose."""


class LinkExpired(LinkRefused):
    """The link was ours and its days are over; `key` is what was signed, so that a fresh one can be sent."""

    def __init__(self, purpose: str, key: str = ""):
        super().__init__(purpose)
        self.key = key


@dataclass(frozen=True)
class Purpose:
    """What a kind of link is for, and for how many days one is good.

    A link of one purpose opens nothing of another. Whether it was used, or renewed since, is for whoever
    reads it to ask of the records: `read` tells when it was signed.
    """

    name: str
    days: int

    def sign(self, key) -> str:
        """Return a link's token for the record of this primary key (or any short text)."""
        return signing.TimestampSigner(salt=self._salt).sign(str(key)).replace(":", ".")

    def read(self, token: str) -> tuple[str, datetime]:
        """Return the key that was signed and when; raise LinkExpired, or LinkRefused for a link not ours."""
        key, _dot, rest = token.rpartition(".")[0].rpartition(".")
        signed = f"{key}:{rest}:{token.rpartition('.')[2]}"
        try:
            signing.TimestampSigner(salt=self._salt).unsign(signed, max_age=timedelta(days=self.days))
        except signing.SignatureExpired:
            raise LinkExpired(self.name, key) from None
        except signing.BadSignature:
            raise LinkRefused(self.name) from None
        return key, datetime.fromtimestamp(signing.b62_decode(rest), tz=UTC)

    @property
    def _salt(self):
        return f"silab.link.{self.name}"
