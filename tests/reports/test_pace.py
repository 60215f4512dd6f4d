"""The word for plan against done."""

from datetime import date
from decimal import Decimal

import pytest

from reports.pace import elapsed, pace
from silab.measures import Period


@pytest.mark.parametrize(
    ("planned", "done", "share", "closed", "word"),
    [
        (4, 4, "0.1", False, "done"),
        (4, 5, "1", True, "done"),
        (0, 0, "1", True, "done"),
        (4, 3, "1", True, "missed"),
        (4, None, "1", True, "missed"),
        (4, None, "0", False, "not_started"),
        (4, None, "0.2", False, "not_started"),
        (4, 0, "0.5", False, "behind"),
        (80, 50, "0.5", False, "ahead"),
        (80, 38, "0.5", False, "on_track"),
        (80, 20, "0.5", False, "behind"),
        (4, 1, "0.4", False, "on_track"),
        (1, None, "0.9", False, "on_track"),
        (1, None, "1", False, "behind"),
    ],
)
def test_word(planned, done, share, closed, word):
    done = None if done is None else Decimal(done)
    assert pace(Decimal(planned), done, Decimal(share), closed=closed) == word


def test_a_stock_is_never_ahead():
    assert pace(Decimal(12), Decimal(10), Decimal("0.1"), closed=False, stock=True) == "on_track"


def test_elapsed_runs_from_nothing_before_the_period_to_all_after_it():
    year = Period.year(2022)
    assert elapsed(year, date(2021, 6, 1)) == 0
    assert elapsed(year, date(2022, 1, 1)) == 0
    assert elapsed(year, date(2022, 7, 2)) == Decimal(182) / 365
    assert elapsed(year, date(2023, 1, 1)) == 1
    assert elapsed(year, date(2026, 1, 1)) == 1
