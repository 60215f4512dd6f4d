"""To whom in a municipality a letter could go: what the portal knows already."""

import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from municipalities.enums import OfficialState
from municipalities.models import Contact, Official
from trainings.models import CampaignRecipient

_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


@dataclass(frozen=True)
class Suggestion:
    """A name, an address, and where they are known from."""

    name: str
    email: str
    source: Any


def suggestions_for(municipalities) -> dict[int, Suggestion]:
    """Return the best known reader of each municipality (by primary key), in three queries.

    Whoever is responsible for engagement comes first, then another approved official, then whom an earlier
    campaign wrote to, then an address that staff noted with a contact.
    """
    keys = [municipality.pk for municipality in municipalities]
    found: dict[int, Suggestion] = {}
    for source in (_noted, _written_to, _officials):
        found |= source(keys)
    return found


def _officials(keys):
    rows = Official.objects.filter(
        municipality__in=keys, state=OfficialState.APPROVED, user__is_active=True
    ).order_by("responsible_for_engagement", "-pk")
    return {
        municipality: Suggestion(name, email, _("responsible for engagement") if is_first else _("official"))
        for municipality, name, email, is_first in rows.values_list(
            "municipality", "user__name", "user__email", "responsible_for_engagement"
        )
    }


def _written_to(keys):
    rows = CampaignRecipient.objects.filter(municipality__in=keys, letter__isnull=False).exclude(email="")
    return {
        municipality: Suggestion(name, email, _("earlier letter"))
        for municipality, name, email in rows.order_by("pk").values_list("municipality", "name", "email")
    }


def _noted(keys):
    rows = Contact.objects.filter(municipality__in=keys, with_whom__contains="@").order_by("on", "pk")
    found = {}
    for municipality, words in rows.values_list("municipality", "with_whom"):
        if match := _ADDRESS.search(words):
            name = " ".join(words.replace(match.group(), " ").replace("<", " ").replace(">", " ").split())
            found[municipality] = Suggestion(name.strip(" ,;·")[:150], match.group(), _("earlier contact"))
    return found
