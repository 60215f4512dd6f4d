"""The process board: a column for each stage, a card for each municipality in it (look.md, "Board")."""

from dataclasses import dataclass
from html import escape
from itertools import pairwise

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from networks.models import ModelStage
from networks.staged.standing import Standing
from silab.common.icons import icon
from silab.common.states import chip
from silab.common.templatetags.formats import day

ALL_REACHED = "all"
#: Seventy-nine cards by the template engine took half of the page's time (docs/speed.md). What people typed, names
#: and stages' titles, is escaped; all else is the portal's own.
CARD = (
    '<a class="card-name" href="{url}">{title}</a>{lines}'
    '<div class="card-foot"><details class="card-menu"><summary>{do}<span class="visually-hidden">: {title}</span>'
    '</summary><ul>{confirm}<li><a href="{advice_url}">{advise}</a></li><li><a href="{url}">{look}</a></li></ul>'
    "</details></div>"
)
LINE = "<p{}>{} {}</p>"
CONFIRM = '<li><a href="{}" data-to="{}">{}</a></li>'


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
    #: What its menu calls itself and its ways, the same on every card: {do, advise, look}.
    words: dict[str, str]

    @property
    def html(self) -> SafeString:
        """The card as the board shows it."""
        title, confirm = escape(self.title), ""
        if self.confirm_url:
            confirm = CONFIRM.format(self.confirm_url, self.to, escape(self.confirm_words))
        return SafeString(
            CARD.format(
                url=self.url,
                title=title,
                lines="".join(self._lines()),
                confirm=confirm,
                advice_url=self.advice_url,
                **self.words,
            )
        )

    def _lines(self):
        if self.adviser:
            yield LINE.format("", icon("person"), escape(self.adviser))
        yield LINE.format("", icon("clock"), self.moved)
        if self.is_still:
            yield f"<p>{chip('behind', _('stands still'))}</p>"
        if self.ready:
            yield LINE.format(' class="card-ready"', icon("file-earmark-check"), self.ready)
        if self.adopted:
            yield LINE.format(' class="card-adopted"', icon("award"), self.adopted)


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
    words = {"do": pgettext("menu", "Do"), "advise": _("Note advice"), "look": _("Open the process")}
    for one in standings:
        key = f"stage-{one.stage.pk}" if one.stage else ALL_REACHED
        found[key].append(_card(one, f"{before}{one.process.pk}{after}", following.get(key, ""), words))
    return [BoardColumn(key, title, found[key]) for key, title in zip(keys, titles, strict=True)]


def days_words(days: int) -> str:
    """Return how long ago something moved."""
    if days <= 0:
        return _("moved today")
    return ngettext("%(n)d day without movement", "%(n)d days without movement", days) % {"n": days}


def _card(one: Standing, url: str, to: str, words: dict[str, str]) -> Card:
    stage = one.stage
    return Card(
        title=one.process.name,
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
        words=words,
    )
