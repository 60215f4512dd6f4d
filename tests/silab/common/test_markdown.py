"""Markdown as people in Estonia write it."""

import pytest

from silab.common.markdown import to_html


@pytest.mark.parametrize(
    "text",
    [
        "2022. aastal leppisime kokku.",
        "31. detsembril lõppes leping.",
        "1. mail algas labor.",
        "1. esimene\n2. teine\n\n2023. aastal jätkame.",
        "- 2022. aasta andmetes",
    ],
)
def test_an_ordinal_at_the_beginning_of_a_line_is_no_list(text):
    html = to_html(text)
    assert text.splitlines()[-1].lstrip("- ") in html
    assert html.count("<ol>") == text.count("1. esimene")


def test_numbered_lists_stay_lists():
    assert to_html("1. üks\n2. kaks").count("<li>") == 2
    assert '<ol start="3">' in to_html("3. kolmas")
