"""No cell of people can be told from the rest of its table (domain.md §3)."""

from itertools import product

import pytest

from reports.overtime.hiding import ENOUGH, KEPT_BACK, SMALL, hidden


@pytest.mark.parametrize(
    ("cells", "marks"),
    [
        ({"a": 10, "b": 5}, {}),
        ({"a": 10, "b": 0}, {}),
        ({"a": 10, "b": 2, "c": 3}, {"b": SMALL, "c": SMALL}),
        # One small cell alone would be the total less the rest.
        ({"a": 10, "b": 3, "c": 30}, {"b": SMALL, "a": KEPT_BACK}),
        # Two of which each must be one, or four: the smallest of the others goes too.
        ({"a": 10, "b": 1, "c": 1}, {"a": KEPT_BACK, "b": SMALL, "c": SMALL}),
        # The one kept back is five at the least: together six leaves one for the small one.
        ({"a": 5, "b": 1, "c": 30}, {"a": KEPT_BACK, "b": SMALL, "c": KEPT_BACK}),
        ({"a": 3}, None),
        ({"a": 1, "b": 1}, None),
        ({"a": 1, "b": 5}, None),
    ],
)
def test_small_cells_and_what_gives_them_away(cells, marks):
    assert hidden(cells) == marks


def test_every_small_cell_of_small_tables_could_be_two_numbers():
    for numbers in product(range(9), repeat=3):
        cells = dict(zip("abc", numbers, strict=True))
        marks = hidden(cells)
        if not marks:
            assert marks is None or not any(0 < number < ENOUGH for number in numbers)
            continue
        known = sum(number for key, number in cells.items() if key in marks)
        ranges = [range(1, ENOUGH) if mark == SMALL else range(ENOUGH, 30) for mark in marks.values()]
        fitting = [found for found in product(*ranges) if sum(found) == known]
        for place, mark in enumerate(marks.values()):
            if mark == SMALL:
                assert len({found[place] for found in fitting}) > 1, (cells, marks)
