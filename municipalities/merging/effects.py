"""What follows from a merger: what ends, what stays, who gains access, what goes on and must be looked at.

An app above writes `<app>/merging.py` and registers there what of its records goes on in the municipalities
that merge; this room never imports it. One query a source."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _

from municipalities.enums import CommunityState, OfficialState
from municipalities.merging.plan import MergePlan
from municipalities.models import CocreationFormat, Community, Municipality, MunicipalityCode, Official


@dataclass(frozen=True)
class GoesOn:
    """Something that has not ended: its name, and where staff find it ("" where they may not look in)."""

    title: str
    municipality: str
    url: str = ""


@dataclass(frozen=True)
class Source:
    """What one room knows of: `found(municipalities)` returns what goes on in them."""

    key: str
    title: Any  # lazy text
    found: Callable[[Iterable[Municipality]], list[GoesOn]]
    order: int = 100


@dataclass(frozen=True)
class Effects:
    """What the check page tells before anybody confirms."""

    codes: list[MunicipalityCode]
    successor_code: str
    #: How many accepted communities and running formats no longer count among those of a day.
    accepted: int
    formats: int
    gaining: list[Official]
    going_on: list[tuple[str, list[GoesOn]]]


_sources: dict[str, Source] = {}


def register(source: Source) -> Source:
    """Add a source; raise ValueError when its key is taken."""
    if source.key in _sources:
        raise ValueError(f"Source {source.key} is declared twice")
    _sources[source.key] = source
    return source


def effects_of(plan: MergePlan) -> Effects:
    """Return what the plan brings with it, in few queries whatever the number of the merging."""
    _discover()
    accepted = Community.objects.accepted().filter(municipality__in=plan.merging)
    formats = CocreationFormat.objects.filter(municipality__in=plan.merging, started_on__lt=plan.on)
    going_on = [
        (str(source.title), source.found(plan.merging))
        for source in sorted(_sources.values(), key=lambda source: (source.order, source.key))
    ]
    borders = [*plan.merging, *([plan.successor] if plan.successor and plan.code_changes else [])]
    codes = list(ending_codes(borders).select_related("municipality"))
    return Effects(
        codes=[code for code in codes if code.municipality != plan.successor],
        successor_code=next((code.code for code in codes if code.municipality == plan.successor), ""),
        accepted=accepted.count(),
        formats=formats.exclude(ended_on__lt=plan.on).count(),
        gaining=gaining(plan.merging, plan.successor),
        going_on=[(title, found) for title, found in going_on if found],
    )


def ending_codes(municipalities):
    """Return the codes that a merger ends: those without an end of their own."""
    return MunicipalityCode.objects.filter(
        municipality__in=municipalities, valid_to=None, known_until=None
    ).order_by("municipality__sort_key", "code")


def gaining(municipalities, successor) -> list[Official]:
    """Return the approved officials whose users have no say in the successor yet, each user once."""
    approved = Official.objects.filter(municipality__in=municipalities, state=OfficialState.APPROVED)
    if successor is not None:
        decided = successor.officials.exclude(state=OfficialState.ASKED)
        approved = approved.exclude(user__in=decided.values("user"))
    found = approved.select_related("user", "municipality").order_by("municipality__sort_key", "pk")
    return list({official.user_id: official for official in reversed(found)}.values())[::-1]


def _waiting(municipalities):
    waiting = Community.objects.filter(municipality__in=municipalities, state=CommunityState.DEFINED)
    return [
        GoesOn(community.name, community.municipality.name, community.get_absolute_url())
        for community in waiting.select_related("municipality").order_by("sort_key", "pk")
    ]


@cache
def _discover():
    autodiscover_modules("merging")


register(Source("communities", _("Communities that wait for a decision"), _waiting, order=10))
