"""Where one municipality stands on the tile map: small squares, one of them filled."""

from dataclasses import dataclass

SIZE, GAP = 12, 2


@dataclass(frozen=True)
class PlaceMap:
    """A small map: (x, y) of each square, and that of the one meant. Lengths are ready strings in SVG units."""

    title: str
    width: str
    height: str
    size: str
    squares: tuple[tuple[str, str], ...]
    here: tuple[str, str]


def place_map(tiles: list[tuple[int, int]], here: tuple[int, int], title: str) -> PlaceMap:
    """Return the map of the tiles (column, row) with the one at `here` marked."""
    step = SIZE + GAP
    columns, rows = (max(tile[place] for tile in [*tiles, here]) + 1 for place in (0, 1))
    squares = [(str(column * step), str(row * step)) for column, row in tiles if (column, row) != here]
    mark = (str(here[0] * step), str(here[1] * step))
    return PlaceMap(title, str(columns * step), str(rows * step), str(SIZE), tuple(squares), mark)
