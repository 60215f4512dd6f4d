from decimal import Decimal
from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string

from silab.common.charts import plan_done_bars, short_name, step_bounds, tile_map


def drawing(template, **context):
    """Return the chart's SVG as an element, parsed as strictly as a PDF renderer would."""
    html = render_to_string(template, context)
    return ElementTree.fromstring(html[html.index("<svg") : html.index("</svg>") + 6])  # noqa: S314


def texts(svg):
    return ["".join(node.itertext()) for node in svg.iter("{http://www.w3.org/2000/svg}text")]


def test_bars_share_one_scale_that_begins_at_zero():
    chart = plan_done_bars([("Osalejad", 80, 40), ("Laborid", 20, None)], "tk")
    first, second = chart.bars
    assert float(first.plan_width) == 2 * float(first.done_width) == 4 * float(second.plan_width)
    assert (second.done_width, second.done) == ("0", "–")


def test_bars_say_their_figures_in_estonian_form():
    svg = drawing(
        "components/charts/bars.html",
        chart=plan_done_bars([("Kulud", Decimal("39800"), Decimal("1499.80"))], "€"),
    )
    assert "1\xa0500 / 39\xa0800\xa0€" in texts(svg)


@pytest.mark.parametrize("rows", [[], [("Alustamata", None, None)], [("Null", 0, 0)]])
def test_bars_without_values_are_drawn_without_failing(rows):
    assert plan_done_bars(rows, "tk").width == "440"


def test_no_length_is_localised():
    tiles = tile_map([(1, 2, "Põhja-Pärnumaa vald", 1234, "/x/")], "Osalejad")
    svg = drawing("components/charts/tilemap.html", map=tiles)
    for node in svg.iter():
        for name in ("x", "y", "width", "height"):
            assert float(node.get(name, "0").rstrip("%")) >= 0
    assert "1\xa0234" in texts(svg)


def test_tiles_tell_zero_from_no_data_without_colour():
    zero, none = tile_map([(0, 0, "Anija vald", 0, ""), (1, 0, "Rae vald", None, "")], "Osalejad").tiles
    assert (zero.value, none.value) == ("0", "–")
    assert zero.fill != none.fill


def test_tiles_get_darker_with_their_value():
    tiles = tile_map([(n, 0, f"V{n}", n, "") for n in range(1, 11)], "Osalejad").tiles
    shades = [int(tile.fill[1:3], 16) for tile in tiles]
    assert shades == sorted(shades, reverse=True)
    assert len(set(shades)) == 5


def test_a_name_that_exists_twice_keeps_its_kind():
    tiles = tile_map(
        [(0, 0, "Tartu linn", 1, ""), (1, 0, "Tartu vald", 2, ""), (2, 0, "Elva vald", 1, "")], ""
    )
    assert [[text for _y, text in tile.lines] for tile in tiles.tiles] == [
        ["Tartu", "linn"],
        ["Tartu", "vald"],
        ["Elva"],
    ]


def test_names_fit_their_tile():
    assert short_name("Põhja-Pärnumaa vald") == ("Põhja-", "Pärnumaa")
    assert short_name("Kohtla-Järve linn") == ("Kohtla-", "Järve")


def test_step_bounds_end_at_the_highest_value_and_never_repeat():
    assert step_bounds([1, 1, 1, 1, 9], 5) == [1, 9]
    assert step_bounds([], 5) == []


def test_the_map_is_read_by_those_who_do_not_see_it():
    tiles = tile_map([(0, 0, "Anija vald", 3, "/omavalitsused/1/")], "Osalejad")
    html = render_to_string("components/charts/tilemap.html", {"map": tiles})
    assert 'aria-label="Anija vald: 3"' in html
    assert '<a href="/omavalitsused/1/">Anija vald</a></th><td class="num">3</td>' in html
