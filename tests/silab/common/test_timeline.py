"""Values over time as columns from zero, targets as lines over their years."""

from decimal import Decimal

from silab.common.timeline import Point, timeline


def test_columns_grow_from_zero_and_a_target_lies_over_its_year():
    points = [
        Point("I", "2021", Decimal(5), (Decimal(10),)),
        Point("II", "2021", None, (Decimal(10),)),
        Point("I", "2022", Decimal(10)),
    ]
    chart = timeline(points, "Koolitusi")
    assert [column.value for column in chart.columns] == ["5", "–", "10"]
    heights = [Decimal(column.height) for column in chart.columns]
    assert heights[0] * 2 == heights[2]
    assert heights[1] == 0
    first, second = chart.groups
    assert (first.name, first.target, second.target) == ("2021", "10", "")
    assert first.lines == (chart.columns[2].y,)
    assert Decimal(first.x2) < Decimal(second.x1)


def test_nothing_and_credit_are_drawn_without_a_column():
    chart = timeline([Point("", "2021", Decimal(-5)), Point("", "2022", Decimal(0))], "Eurosid")
    assert [column.height for column in chart.columns] == ["0", "0"]
    assert not timeline([], "Tühi").columns


def test_many_steps_keep_their_width_and_scroll():
    few, many = (timeline([Point("01", "2021", Decimal(1))] * number, "Kuud") for number in (4, 24))
    assert few.is_small
    assert not many.is_small
    assert Decimal(many.width) > 2 * Decimal(few.width)
