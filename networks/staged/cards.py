"""The process board: a column for each stage, a card for each municipality in it (look.md, "Board")."""

from dataclasses import dataclass
from itertools import pairwise

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from networks.models import ModelStage
from networks.staged.standing import Standing
from silab.common.templatetags.formats import day

ALL_REACHED = "all"


@dataclass(frozen=True)
class Card:
    """One municipality on the board."""

    title: str
    url: str
    adviser: str
    moved: str
    is_still: bool
    ready: str
    adopted: str
    confirm_url: str
    confirm_words: str
    advice_url: str
    to: str


@dataclass(frozen=True)
class BoardColumn:
    """A stage with the municipalities that are working on it."""

    key: str
    title: str
    cards: list[Card]

    @property
    def count(self) -> int:
        """How many cards it has."""
        return len(self.cards)


def board_of(standings: list[Standing], stages: list[ModelStage]) -> list[BoardColumn]:
    """Return a column for each stage in use, and one for the municipalities that reached them all."""
    keys = [f"stage-{stage.pk}" for stage in stages] + [ALL_REACHED]
    titles = [stage.title for stage in stages] + [_("All stages reached")]
    found: dict[str, list[Card]] = {key: [] for key in keys}
    following = dict(pairwise(keys))
    before, _zero, after = reverse("networks:process", args=[0]).rpartition("0")
    for one in standings:
        key = f"stage-{one.stage.pk}" if one.stage else ALL_REACHED
        found[key].append(_card(one, f"{before}{one.process.pk}{after}", following.get(key, "")))
    return [BoardColumn(key, title, found[key]) for key, title in zip(keys, titles, strict=True)]


def days_words(days: int) -> str:
    """Return how long ago something moved."""
    if days <= 0:
        return _("moved today")
    return ngettext("%(n)d day without movement", "%(n)d days without movement", days) % {"n": days}


def _card(one: Standing, url: str, to: str) -> Card:
    stage = one.stage
    return Card(
        title=one.process.municipality.name,
        url=url,
        adviser=one.process.adviser,
        moved=days_words(one.days_still),
        is_still=one.is_still,
        ready=_("evidence since %(day)s") % {"day": day(one.ready_since)} if one.ready_since else "",
        adopted=_("model adopted %(day)s") % {"day": day(one.adopted_on)} if one.adopted_on else "",
        confirm_url=f"{url}etapp/{stage.pk}/" if stage else "",
        confirm_words=_("Confirm: %(stage)s") % {"stage": stage.title} if stage else "",
        advice_url=f"{url}#noustamine",
        to=to,
    )
