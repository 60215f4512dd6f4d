"""Which mail domain an address has, and which ones belong to nobody in particular (domain.md §1)."""

import re

from django.utils.translation import gettext_lazy as _

#: Where anybody can have an address: an address there says nothing of who one works for. eesti.ee forwards
#: the mail of every citizen.
PUBLIC = frozenset(
    (
        "aol.com",
        "bk.ru",
        "delfi.ee",
        "eesti.ee",
        "email.ee",
        "fastmail.com",
        "gmail.com",
        "gmx.com",
        "gmx.de",
        "gmx.net",
        "googlemail.com",
        "hey.com",
        "hot.ee",
        "hotmail.com",
        "hotmail.ee",
        "icloud.com",
        "inbox.lv",
        "inbox.ru",
        "list.ru",
        "live.com",
        "live.ee",
        "mac.com",
        "mail.com",
        "mail.ee",
        "mail.ru",
        "me.com",
        "msn.com",
        "neti.ee",
        "online.ee",
        "outlook.com",
        "pm.me",
        "proton.me",
        "protonmail.com",
        "rambler.ru",
        "solo.ee",
        "starline.ee",
        "suhtlus.ee",
        "telia.ee",
        "tuta.com",
        "tuta.io",
        "tutanota.com",
        "yahoo.com",
        "yandex.com",
        "yandex.ru",
        "ymail.com",
        "zoho.com",
        "zohomail.eu",
    )
)
_LABEL = r"[a-z0-9õäöüšž]([a-z0-9õäöüšž-]*[a-z0-9õäöüšž])?"
_DOMAIN = re.compile(rf"{_LABEL}(\.{_LABEL})+")


def domain_of(address: str) -> str:
    """Return the domain of an e-mail address in lower case, "" when it has none."""
    return address.rpartition("@")[2].strip().lower() if "@" in address else ""


def problem_of(domain: str):
    """Return why the domain cannot be a municipality's own, None when it can."""
    if not _DOMAIN.fullmatch(domain):
        return _("Write only what stands behind the @, such as viljandivald.ee.")
    if is_public(domain):
        return _("Anybody can have an address at %(domain)s, so it cannot be a municipality's own.") % {
            "domain": domain
        }
    return None


def is_public(domain: str) -> bool:
    """Whether anybody can have an address at the domain or at a part of it."""
    return not PUBLIC.isdisjoint(parents_of(domain))


def parents_of(domain: str) -> list[str]:
    """Return the domain and those it lies in, the nearest first: "kool.vald.ee" → kool.vald.ee, vald.ee."""
    labels = domain.split(".")
    return [".".join(labels[start:]) for start in range(len(labels) - 1)]


def is_own(domain: str, address: str) -> bool:
    """Whether the address is at this very domain of a municipality.

    An address deeper in it (kool.vald.ee) belongs to a school or a museum as a rule: staff look at those.
    """
    own = domain.strip().lower()
    return bool(own) and not is_public(own) and domain_of(address) == own
