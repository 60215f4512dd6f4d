"""A share over the years as columns from zero, the same SVG in page and PDF (look.md, "Charts")."""

from dataclasses import dataclass
from decimal import Decimal

from silab.common.templatetags.formats import figure

WIDTH, TOP, HEIGHT, FOOT = 440, 4, 120, 24
WIDEST, GAP = 72, 24


@dataclass(frozen=True)
class ShareColumn:
    """One year: its column, value and direct labels. Lengths are ready strings in SVG units."""

    year: str
    share: str
    x: str
    y: str
    height: str
    centre: str
    value_y: str


@dataclass(frozen=True)
class ShareColumns:
    """Columns of per cent, 0 to 100, in the order of years. `name` makes the ids of one page distinct."""

    name: str
    title: str
    width: str
    height: str
    column_width: str
    ground: str
    year_y: str
    columns: tuple[ShareColumn, ...]


def share_columns(rows, title, *, name="shares") -> ShareColumns:
    """Return columns of `rows` = (year, per cent); the axis ends at 100, so that half looks like half."""
    rows = list(rows)
    room = Decimal(WIDTH) / max(len(rows), 1)
    width = min(Decimal(WIDEST), room - GAP) if room > 2 * GAP else room * 2 / 3
    columns = tuple(_column(place, year, share, room, width) for place, (year, share) in enumerate(rows))
    used = room * len(rows) if room - GAP < WIDEST else (WIDEST + GAP) * len(rows)
    return ShareColumns(
        name=name,
        title=title,
        width=_n(used or WIDTH),
        height=_n(TOP + HEIGHT + FOOT),
        column_width=_n(width),
        ground=_n(TOP + HEIGHT),
        year_y=_n(TOP + HEIGHT + 18),
        columns=columns,
    )


def _column(place, year, share, room, width):
    step = min(room, Decimal(WIDEST + GAP))
    left = step * place + (step - width) / 2
    tall = Decimal(share) * HEIGHT / 100
    return ShareColumn(
        year=str(year),
        share=figure(share),
        x=_n(left),
        y=_n(TOP + HEIGHT - tall),
        height=_n(tall),
        centre=_n(left + width / 2),
        value_y=_n(TOP + HEIGHT - tall - 7),
    )


def _n(number) -> str:
    return f"{float(number):.2f}".rstrip("0").rstrip(".")
