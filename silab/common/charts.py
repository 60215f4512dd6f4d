"""Charts as plain geometry for SVG templates that the page and the PDF share (look.md, "Charts").

Every length is a ready string in SVG user units: a template that localised numbers would print "12,5".
Colours are attributes, so that the drawing needs no stylesheet."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext_lazy as _

from silab.common.templatetags.formats import NO_DATA, figure

#: The classes of a map in words, from light to dark, by their number.
LEAST, LESS, MIDDLE, MORE, MOST = _("least"), _("less"), _("middling"), _("more"), _("most")
CLASS_WORDS = {
    0: (),
    1: (_("recorded"),),
    2: (LESS, MORE),
    3: (LEAST, MIDDLE, MOST),
    4: (LEAST, LESS, MORE, MOST),
    5: (LEAST, LESS, MIDDLE, MORE, MOST),
}
NOTHING_KNOWN = _("no data")

INK = "#1c2928"
SOFT = "#52605d"
FILL = "#0a5c59"
PAPER = "#ffffff"
#: Steps of one colour, light to dark, each with the ink that is legible on it (4.5:1).
STEPS = (("#dcebe9", INK), ("#a9ccc8", INK), ("#6fa8a3", INK), ("#2f7b77", PAPER), ("#07423f", PAPER))
NO_VALUE = ("#f3f0e8", SOFT)

BARS_WIDTH, VALUE_WIDTH = 440, 130
LINE, BAR, BETWEEN = 17, 16, 14
LETTERS_A_LABEL = 58
TILE, GAP = 70, 4
#: Columns of a map (one county) that need not fill the page.
SMALL_MAP = 8
LETTERS_A_LINE = 11


@dataclass(frozen=True)
class Bar:
    """One row: its label above, what is planned as an outline, what is done as the fill."""

    label: str
    lines: tuple[tuple[str, str], ...]  # (y, text) of each line of the label
    y: str
    text_y: str
    plan_width: str
    done_width: str
    value_x: str
    plan: str
    done: str


@dataclass(frozen=True)
class BarChart:
    """Horizontal bars from zero, narrow enough for a phone. `name` makes the ids of one page's charts distinct."""

    name: str
    title: str
    unit: str
    width: str
    height: str
    bar_height: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Tile:
    """One municipality: its square, short name in one or two lines, value and address."""

    x: str
    y: str
    centre: str
    lines: tuple[tuple[str, str], ...]  # (y, text) of each line of the name
    value_y: str
    name: str
    value: str
    url: str
    fill: str
    ink: str
    said: str  # the value as it is read aloud
    column: str
    row: str


@dataclass(frozen=True)
class TileMap:
    """A map on which every municipality is one square. `unplaced` have no square: they are in the table alone."""

    name: str
    title: str
    width: str
    height: str
    tile: str
    tiles: tuple[Tile, ...]
    unplaced: tuple[Tile, ...]
    scale: tuple[tuple[str, str, Any], ...]  # (colour, "1–3", "few") of each step in use
    is_small: bool

    @property
    def rows(self) -> tuple[Tile, ...]:
        """All municipalities, for the table: those without a square last."""
        return self.tiles + self.unplaced


def plan_done_bars(rows, unit, *, title="", name="bars", own=False) -> BarChart:
    """Return bars of `rows` = (label, plan or None, done or None), values in `unit`, not negative.

    `own` gives each bar its own scale, for numbers of different things.
    """
    rows = list(rows)
    most = _most(value for _label, *pair in rows for value in pair)
    bars, top = [], 0
    for label, plan, done in rows:
        whole = _most((plan, done)) if own else most
        scale = Decimal(BARS_WIDTH - VALUE_WIDTH) / whole if whole else Decimal(0)
        lines = _lines(str(label))
        bars.append(_bar(top, lines, (label, plan, done), scale, unit))
        top += len(lines) * LINE + BAR + BETWEEN
    return BarChart(name, title, unit, _n(BARS_WIDTH), _n(top), _n(BAR), tuple(bars))


def _most(values):
    return max((Decimal(value) for value in values if value is not None), default=Decimal(0))


def tile_map(tiles, title, *, name="map", steps=5, words=None) -> TileMap:
    """Return the map of `tiles` = (column, row, name, value or None, url), darker where the value is higher.

    Zero and no data have no colour of their own step: zero is the lightest, no data is grey with "–". The map is
    cut to its tiles; one without column is left to the table. `words(value)` is the value as it is read aloud.
    """
    tiles = list(tiles)
    placed = [tile for tile in tiles if tile[0] is not None]
    left, top = (min((tile[place] for tile in placed), default=0) for place in (0, 1))
    columns, rows = (max((tile[place] + 1 for tile in placed), default=1) for place in (0, 1))
    bounds = step_bounds([tile[3] for tile in tiles if tile[3]], steps)
    drawing = _Drawing(left, top, bounds, _names_twice(placed), words or figure)
    return TileMap(
        name=name,
        title=title,
        width=_n((columns - left) * (TILE + GAP)),
        height=_n((rows - top) * (TILE + GAP)),
        tile=_n(TILE),
        tiles=tuple(drawing.tile(tile) for tile in placed),
        unplaced=tuple(drawing.tile((left, top, *tile[2:])) for tile in tiles if tile[0] is None),
        scale=_scale(bounds),
        is_small=columns - left <= SMALL_MAP,
    )


def step_bounds(values, steps) -> list:
    """Return the rising upper bounds of at most `steps` classes, equal in number of values where possible."""
    ordered = sorted(Decimal(value) for value in values)
    if not ordered:
        return []
    places = [-(-len(ordered) * step // steps) - 1 for step in range(1, steps + 1)]
    return sorted({ordered[max(place, 0)] for place in places})


def short_name(name: str, *, with_kind=False) -> tuple[str, ...]:
    """Return a municipality's name in one or two lines that fit a tile: "Põhja-Pärnumaa vald" → "Põhja-", "Pärnumaa".

    `with_kind` keeps "linn" or "vald", for the names that exist twice.
    """
    bare, _space, kind = name.rpartition(" ")
    if kind not in ("linn", "vald"):
        bare = name
    elif with_kind:
        return (_cut(bare), kind)
    if len(bare) <= LETTERS_A_LINE:
        return (bare,)
    first, dash, rest = bare.partition("-")
    return (_cut(first + dash), _cut(rest)) if dash else (_cut(bare),)


def _cut(text):
    return text if len(text) <= LETTERS_A_LINE else f"{text[: LETTERS_A_LINE - 1]}…"


def _names_twice(tiles):
    bare = [short_name(tile[2]) for tile in tiles]
    return {name for name in bare if bare.count(name) > 1}


def _bar(top, lines, row, scale, unit):
    label, plan, done = row
    plan_width, done_width = (Decimal(value or 0) * scale for value in (plan, done))
    bar_top = top + len(lines) * LINE
    return Bar(
        label=str(label),
        lines=tuple((_n(top + LINE * n + 12), line) for n, line in enumerate(lines)),
        y=_n(bar_top),
        text_y=_n(bar_top + BAR / 2 + 5),
        plan_width=_n(plan_width),
        done_width=_n(done_width),
        value_x=_n(max(plan_width, done_width) + 8),
        plan=_worded(plan, unit),
        done=_worded(done, unit),
    )


def _worded(value, unit):
    """A bar shows whole euros; cents are in the table."""
    return figure(value if value is None or unit != "€" else round(Decimal(value)))


def _lines(label):
    """Break a label into two lines at most, at a space."""
    if len(label) <= LETTERS_A_LABEL:
        return (label,)
    cut = label.rfind(" ", 0, LETTERS_A_LABEL)
    cut = cut if cut > 0 else LETTERS_A_LABEL
    rest = label[cut:].strip()
    return (label[:cut], rest if len(rest) <= LETTERS_A_LABEL else f"{rest[: LETTERS_A_LABEL - 1].rstrip()}…")


@dataclass(frozen=True)
class _Drawing:
    """What all tiles of one map share."""

    left: int
    top: int
    bounds: list
    twice: set
    words: Callable[[Any], str]

    def tile(self, tile) -> Tile:
        """Return one tile as it is drawn and read."""
        column, row, name, value, url = tile
        left, top = (column - self.left) * (TILE + GAP), (row - self.top) * (TILE + GAP)
        lines = short_name(name, with_kind=short_name(name) in self.twice)
        first = top + (28 if len(lines) == 1 else 21)
        fill, ink = _colours(value, self.bounds)
        return Tile(
            x=_n(left),
            y=_n(top),
            centre=_n(left + TILE / 2),
            lines=tuple((_n(first + 12 * n), line) for n, line in enumerate(lines)),
            value_y=_n(top + 56),
            name=name,
            value=figure(value) if value is not None else NO_DATA,
            url=url or "",
            fill=fill,
            ink=ink,
            said=str(NOTHING_KNOWN) if value is None else self.words(value),
            column=_n(column),
            row=_n(row),
        )


def _colours(value, bounds):
    if value is None:
        return NO_VALUE
    if not value:
        return PAPER, INK
    place = next(n for n, bound in enumerate(bounds) if value <= bound)
    return _ramp(len(bounds))[place]


def _ramp(count):
    """Return `count` of the steps, spread from light to dark."""
    if count == 1:
        return (STEPS[3],)
    return [STEPS[round(n * (len(STEPS) - 1) / (count - 1))] for n in range(count)]


def _scale(bounds):
    """Return (colour, "2–3", "few") of each class, in the map's own numbers and in words."""
    whole = all(bound == int(bound) for bound in bounds)
    ranges = [_range(low, high, whole) for low, high in pairwise([Decimal(0), *bounds])]
    colours = [colour for colour, _ink in _ramp(len(bounds))]
    return tuple(zip(colours, ranges, CLASS_WORDS.get(len(bounds), ()), strict=True))


def _range(low, high, whole):
    if not whole:
        return f"> {figure(low)} … {figure(high)}"
    return figure(high) if high - low == 1 else f"{figure(low + 1)}–{figure(high)}"


def _n(number) -> str:
    return f"{float(number):.2f}".rstrip("0").rstrip(".")
