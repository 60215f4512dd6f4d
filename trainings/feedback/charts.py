"""Small charts of feedback, drawn as those of silab/common/charts.py: SVG with direct labels and a table behind."""

from dataclasses import dataclass
from decimal import Decimal

from silab.common.templatetags.formats import figure

WIDTH, HEIGHT, TOP, FOOT = 440, 150, 18, 20
LINE, BAR, BETWEEN, VALUE = 17, 16, 12, 90
LETTERS = 58
BEHIND, SOFT, FILL = "#c9c3b4", "#7fb0ac", "#0a5c59"


@dataclass(frozen=True)
class Column:
    """How many gave one number."""

    label: str
    value: str
    x: str
    centre: str
    y: str
    height: str
    value_y: str
    fill: str


@dataclass(frozen=True)
class Distribution:
    """How the numbers 0–10 were given: detractors grey, passives light, promoters dark."""

    name: str
    title: str
    width: str
    height: str
    column_width: str
    base: str
    foot: str
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class Row:
    """The index of one session."""

    label: str
    y: str
    bar_y: str
    text_y: str
    width: str
    value_x: str
    value: str
    answered: str


@dataclass(frozen=True)
class Indexes:
    """The index by session, 0 to 10; the line stands at 8,5."""

    name: str
    title: str
    width: str
    height: str
    bar_height: str
    high_x: str
    rows: tuple[Row, ...]


def distribution(counts, *, title: str, name: str) -> Distribution:
    """Return columns of `counts` = how many gave 0, 1 … 10."""
    step = Decimal(WIDTH) / len(counts)
    most = max(counts) or 1
    room, columns = HEIGHT - TOP - FOOT, []
    for number, count in enumerate(counts):
        height = Decimal(room * count) / most
        top = HEIGHT - FOOT - height
        columns.append(
            Column(
                label=str(number),
                value=figure(count),
                x=_n(step * number + 4),
                centre=_n(step * number + step / 2),
                y=_n(top),
                height=_n(height),
                value_y=_n(top - 5),
                fill=FILL if number > 8 else SOFT if number > 6 else BEHIND,
            )
        )
    base, foot = _n(HEIGHT - FOOT), _n(HEIGHT - 4)
    return Distribution(name, title, _n(WIDTH), _n(HEIGHT), _n(step - 8), base, foot, tuple(columns))


def indexes(rows, *, title: str, name: str, high: Decimal) -> Indexes:
    """Return bars of `rows` = (label, index or None, its words, how many answered)."""
    scale = Decimal(WIDTH - VALUE) / 10
    bars, top = [], 0
    for label, index, words, answered in rows:
        width = scale * (index or 0)
        short = label if len(label) <= LETTERS else f"{label[: LETTERS - 1].rstrip()}…"
        bars.append(
            Row(
                label=short,
                y=_n(top + 12),
                bar_y=_n(top + LINE),
                text_y=_n(top + LINE + BAR / 2 + 5),
                width=_n(width),
                value_x=_n(width + 8),
                value=words,
                answered=figure(answered),
            )
        )
        top += LINE + BAR + BETWEEN
    return Indexes(name, title, _n(WIDTH), _n(top), _n(BAR), _n(scale * high), tuple(bars))


def _n(number) -> str:
    return f"{float(number):.2f}".rstrip("0").rstrip(".")
