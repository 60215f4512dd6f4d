"""The statistics by which `make bench` judges."""

import pytest

from tests.bench.figures import Result, compare, in_turn, percentile


def test_rounds_alternate_and_the_first_pair_only_warms_up():
    calls = []
    yardstick, measured = in_turn(
        2, lambda: calls.append("A") or len(calls), lambda: calls.append("B") or len(calls)
    )
    assert "".join(calls) == "ABABAB"
    assert (yardstick, measured) == ([3, 5], [4, 6])


def test_ratio_is_the_median_of_the_rounds_so_that_one_noisy_round_does_not_decide():
    result = compare(Result("page", limit=1.5, against="R"), [10, 10, 10], [12, 90, 14])
    assert result.ratio == pytest.approx(1.4)
    assert not result.is_broken


@pytest.mark.parametrize(
    ("more", "broken"),
    [
        ({"ratio": 1.5}, False),
        ({"ratio": 1.6}, True),
        ({"ratio": None}, True),
        ({"ratio": 1.0, "query_limit": 8, "queries": 9}, True),
        ({"ratio": 1.0, "query_limit": 8, "queries": None}, True),
    ],
)
def test_a_limit_is_broken_when_it_is_passed_or_not_measured(more, broken):
    assert Result("page", limit=1.5, against="R", **more).is_broken is broken


def test_percentile_is_a_measured_value():
    assert percentile(list(range(1, 101)), 0.99) == 99
    assert percentile([5.0], 0.99) == 5.0
