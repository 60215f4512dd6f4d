"""What is spared while a PDF is made: the bytes are WeasyPrint's own, and WeasyPrint stays as it was."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pydyf
import pytest
import weasyprint
from weasyprint import CSS, HTML
from weasyprint.layout import inline
from weasyprint.text import line_break
from weasyprint.text.fonts import FontConfiguration

from silab import pdf
from silab.pdf import engine, sparing
from silab.pdf.archival import made_to_last

#: Words that repeat, break, are hyphenated, justified, cut with an ellipsis; a chart; more than one page.
pytestmark = pytest.mark.laid_out

ROW = '<tr><th scope="row">KULU-{0}</th><td>Kogukondade kaasamise algkursus</td><td>05.10.2021</td></tr>'
BODY = """
<h1>Proov</h1><nav><a href="#lisa">Lisa</a></nav>
<p style="text-align: justify; width: 40mm; word-spacing: 2px">{words}</p>
<p style="width: 30mm; overflow: hidden; white-space: nowrap; text-overflow: ellipsis">{words}</p>
<p style="width: 30mm; overflow: hidden; white-space: nowrap">{words}</p>
<p><b>{words}</b> <u>{words}</u></p><pre>a\tb\n\tc</pre>
<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20"><title>Joon</title>
<text x="0" y="15" font-family="Inter">Joon 2021</text></svg>
<section class="part"><h2 id="lisa">Lisa</h2><table><tbody>{rows}</tbody></table></section>
"""


def document():
    words = "Kohaliku kogukonna kaasamiskoolitused. " * 6
    body = BODY.format(words=words, rows="".join(ROW.format(number % 60) for number in range(120)))
    return f'<!doctype html><html lang="et"><head><title>Proov</title></head><body>{body}</body></html>'


def plain(html):
    """The PDF as WeasyPrint's manual makes it, made to last."""
    fetcher, fonts = engine.StaticFilesOnly(), FontConfiguration()
    sheets = [
        CSS(
            string=engine.stylesheet_text(path),
            base_url=engine.STATIC + path,
            url_fetcher=fetcher,
            font_config=fonts,
        )
        for path in pdf.STYLESHEETS
    ]
    page = HTML(string=html, base_url=engine.STATIC, url_fetcher=fetcher)
    return page.write_pdf(
        stylesheets=sheets,
        font_config=fonts,
        finisher=lambda _document, file: made_to_last(file),
        **pdf._options(),
    )


def test_what_is_spared_changes_no_byte():
    html = document()
    made = engine.write(
        html, attachments=[], made_at=datetime(2022, 1, 1, tzinfo=UTC), options=pdf._options()
    )
    assert made == plain(html)


def test_weasyprint_is_as_it_was_also_after_a_failure(monkeypatch):
    before = (inline.split_first_line, line_break.Layout.reactivate, pydyf.PDF.page_references)

    def fail(*_arguments, **_options):
        assert inline.split_first_line is not before[0]
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(HTML, "write_pdf", fail)
    try:
        engine.write("<p>x", attachments=[], made_at=pdf.NO_MOMENT, options={})
    except RuntimeError:
        pass
    assert (inline.split_first_line, line_break.Layout.reactivate, pydyf.PDF.page_references) == before


def test_every_property_that_breaks_a_line_is_known():
    folder = Path(weasyprint.__file__).parent / "text"
    read = set()
    for name in ("line_break.py", "fonts.py"):
        read |= set(re.findall(r"style\['(\w+)'\]", (folder / name).read_text()))
    # The height of a line is counted beside its breaks.
    assert read - {"line_height"} == set(sparing.TEXT_PROPERTIES)
