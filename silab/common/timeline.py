"""Values over time as columns from zero, with the target of each year as a line (look.md, "Charts").

Every length is a ready string in SVG user units, as in silab/common/charts.py."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from silab.common.templatetags.formats import figure

WIDTH, TOP, HEIGHT = 440, 22, 150
#: A column's place at the least, so that its value stands above it: a long chart scrolls.
SLOT, WIDEST = 40, 56
FEW = 6
LINE = 17


@dataclass(frozen=True)
class Point:
    """What is drawn of one step: its mark, the group that it belongs to (a year), its value, None for no data."""

    mark: str
    group: str
    value: Decimal | None
    #: What the plan wants of the group.
    targets: tuple[Decimal, ...] = ()


@dataclass(frozen=True)
class TimeColumn:
    """One column with its value above and its mark below."""

    x: str
    y: str
    height: str
    centre: str
    value_y: str
    value: str
    mark: str


@dataclass(frozen=True)
class TimeGroup:
    """A year: its words below its columns, and its targets as lines over them."""

    x1: str
    x2: str
    centre: str
    name: str
    target: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Timeline:
    """Columns in the order of time. `name` makes the ids of one page's charts distinct."""

    name: str
    title: str
    width: str
    height: str
    ground: str
    mark_y: str
    group_y: str
    target_y: str
    column_width: str
    columns: tuple[TimeColumn, ...]
    groups: tuple[TimeGroup, ...]
    has_targets: bool
    #: Whether it is legible when it shrinks to a phone's width; another one scrolls.
    is_small: bool


def timeline(points: Iterable[Point], title: str, *, name="timeline", whole=False) -> Timeline:
    """Return the chart of `points`; `whole` leaves the decimals of money to the table."""
    points = list(points)
    slot = max(Decimal(SLOT), Decimal(WIDTH) / max(len(points), 1))
    most = max((value for point in points for value in (point.value or 0, *point.targets)), default=0)
    drawing = _Drawing(
        slot, min(Decimal(WIDEST), slot - 8), HEIGHT / Decimal(most) if most else Decimal(0), whole
    )
    marks = LINE if any(point.mark for point in points) else 0
    ground = TOP + HEIGHT
    groups = tuple(drawing.group(group) for group in _groups(points))
    has_targets = any(group.lines for group in groups)
    return Timeline(
        name=name,
        title=title,
        width=_n(slot * len(points)),
        height=_n(ground + marks + LINE * (2 if has_targets else 1) + 6),
        ground=_n(ground),
        mark_y=_n(ground + LINE),
        group_y=_n(ground + marks + LINE),
        target_y=_n(ground + marks + 2 * LINE),
        column_width=_n(drawing.wide),
        columns=tuple(drawing.column(place, point) for place, point in enumerate(points)),
        groups=groups,
        has_targets=has_targets,
        is_small=len(points) <= FEW,
    )


def _groups(points) -> Iterable[Sequence[tuple[int, Point]]]:
    for _name, group in groupby(enumerate(points), key=lambda row: row[1].group):
        yield list(group)


@dataclass(frozen=True)
class _Drawing:
    """What all columns of one chart share."""

    slot: Decimal
    wide: Decimal
    scale: Decimal
    whole: bool

    def column(self, place, point) -> TimeColumn:
        """Return one column as it is drawn."""
        tall = max(point.value or Decimal(0), Decimal(0)) * self.scale
        left = self.slot * place
        return TimeColumn(
            x=_n(left + (self.slot - self.wide) / 2),
            y=_n(TOP + HEIGHT - tall),
            height=_n(tall),
            centre=_n(left + self.slot / 2),
            value_y=_n(TOP + HEIGHT - tall - 6),
            value=self._words(point.value),
            mark=point.mark,
        )

    def group(self, group) -> TimeGroup:
        """Return one group's words and lines."""
        first, last = self.slot * group[0][0], self.slot * (group[-1][0] + 1)
        targets = group[0][1].targets
        return TimeGroup(
            x1=_n(first + 2),
            x2=_n(last - 2),
            centre=_n((first + last) / 2),
            name=group[0][1].group,
            target="; ".join(self._words(target) for target in targets),
            lines=tuple(_n(TOP + HEIGHT - target * self.scale) for target in targets),
        )

    def _words(self, value):
        return figure(round(Decimal(value)) if self.whole and value is not None else value)


def _n(number) -> str:
    return f"{float(number):.2f}".rstrip("0").rstrip(".")
