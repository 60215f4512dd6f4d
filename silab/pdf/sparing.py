"""What WeasyPrint does over and over, done once for the length of one rendering (docs/speed.md, "What was found").

Nothing of what it makes changes: a test compares the bytes with those that WeasyPrint makes alone, another
keeps `TEXT_PROPERTIES` in step with the properties that it reads. Only `silab.pdf.engine` may import this."""

from collections.abc import Iterator
from contextlib import contextmanager
from operator import itemgetter
from xml.etree import ElementTree

import pydyf
import tinyhtml5
from weasyprint.formatting_structure.boxes import Box, ParentBox
from weasyprint.layout import inline, preferred
from weasyprint.text import line_break
from weasyprint.text.ffi import pango

#: The properties of a style that decide how a line of text is broken and measured.
TEXT_PROPERTIES = (
    "direction",
    "font_family",
    "font_feature_settings",
    "font_kerning",
    "font_language_override",
    "font_size",
    "font_stretch",
    "font_style",
    "font_variant_alternates",
    "font_variant_caps",
    "font_variant_east_asian",
    "font_variant_ligatures",
    "font_variant_numeric",
    "font_variant_position",
    "font_variation_settings",
    "font_weight",
    "hyphenate_character",
    "hyphenate_limit_chars",
    "hyphenate_limit_zone",
    "hyphens",
    "lang",
    "letter_spacing",
    "overflow_wrap",
    "tab_size",
    "text_decoration_line",
    "white_space",
    "word_break",
    "word_spacing",
)
#: What names a document that is read as XML: with the one character that sanitised text calls by a name.
DOCTYPE, XML_DOCTYPE = "<!doctype html>", '<!DOCTYPE html [<!ENTITY nbsp "&#160;">]>'
_of_text = itemgetter(*sorted({*TEXT_PROPERTIES} - {"font_family", "text_decoration_line"}))
_parse = tinyhtml5.parse
_split_first_line = line_break.split_first_line
_measured_strut = line_break.strut
_reactivate = line_break.Layout.reactivate
_page_references = pydyf.PDF.page_references
_stream_data = pydyf.Stream.data


@contextmanager
def sparing() -> Iterator[None]:
    """Spare the work while the block runs; afterwards WeasyPrint is as it was."""
    split = _remembering()
    instead = (
        (tinyhtml5, "parse", tree_of),
        *((module, "split_first_line", split) for module in (line_break, inline, preferred)),
        *((module, "strut", _strut) for module in (line_break, inline)),
        (line_break.Layout, "deactivate", lambda layout: None),
        (line_break.Layout, "reactivate", _ready_to_draw),
        (ParentBox, "page_values", _page_values),
        (pydyf.PDF, "page_references", property(_references)),
        (pydyf.Stream, "data", property(_told_apart)),
    )
    before = [(owner, name, vars(owner)[name]) for owner, name, _ours in instead]
    try:
        for owner, name, ours in instead:
            setattr(owner, name, ours)
        yield
    finally:
        for owner, name, theirs in before:
            setattr(owner, name, theirs)


def tree_of(document, **options) -> ElementTree.Element:
    """Return the tree of a document (a file of text): by the parser of XML, thirty times as fast, where it is
    well-formed; else as WeasyPrint reads it.

    Templates of PDFs close their tags, write `<tbody>` and name the namespace of drawings, so that both read the
    same (tests/test_pdfs.py).
    """
    html = document.read()
    try:
        # No name but ours is known in it, and what people write is escaped: nothing unfolds without end.
        return ElementTree.fromstring(html.lstrip().replace(DOCTYPE, XML_DOCTYPE, 1))  # noqa: S314
    except ElementTree.ParseError:
        return _parse(html, **options)


class Written(pydyf.Object):
    """A finished object of a PDF: its bytes, which WeasyPrint asks for twice, are made once."""

    def __init__(self, finished: pydyf.Object):
        super().__init__()
        self.number, self.generation = finished.number, finished.generation
        self._compressible = finished.compressible
        self._finished = finished
        self._data: bytes | None = None

    @property
    def compressible(self) -> bool:
        """Whether it may lie in an object stream."""
        return self._compressible

    @property
    def data(self) -> bytes:
        """The object's bytes."""
        if self._data is None:
            self._data, self._finished = self._finished.data, None
        return self._data


def write_once(file: pydyf.PDF) -> None:
    """Have each object of a PDF make its bytes once; nothing may be changed in it afterwards."""
    # The file's identifier is the checksum of everything, so that pages would be compressed a second time.
    file.objects[:] = [each if each.free == "f" else Written(each) for each in file.objects]


def _remembering():
    """Return `split_first_line` that lays out the same words in the same style and width once."""
    known = {}

    def split_first_line(
        text, style, context, max_width, justification_spacing, is_line_start=True, minimum=False
    ):
        asked = (text, max_width, justification_spacing, is_line_start, minimum)
        # A chart's text names its fonts in a list; the lines drawn under, over and through words are a set.
        lists = tuple(style["font_family"]), frozenset(style["text_decoration_line"])
        key = (asked, lists, _of_text(style))
        found = known.get(key)
        if found is None:
            found = known[key] = _split_first_line(text, style, context, *asked[1:])
            # What is drawn, should a box cut its text with an ellipsis and leave the layout so.
            found[0].whole = found[0].text
        return found

    return split_first_line


def _strut(style):
    """Return a line's least height and baseline, measured once for each style rather than for each line."""
    found = getattr(style, "known_strut", None)
    if found is None:
        found = style.known_strut = _measured_strut(style)
    return found


def _ready_to_draw(layout, style):
    """Make a layout that was kept what a new one would be: of any width, whole."""
    if layout.justification_spacing or not hasattr(layout, "whole"):
        _reactivate(layout, style)
        return
    pango.pango_layout_set_width(layout.layout, -1)
    pango.pango_layout_set_ellipsize(layout.layout, pango.PANGO_ELLIPSIZE_NONE)
    if layout.text != layout.whole:
        layout.set_text(layout.whole)


def _page_values(box):
    """The names of the pages that a box begins and ends on, asking only its first and its last child in flow."""
    first = next(filter(_in_flow, box.children), None)
    last = next(filter(_in_flow, reversed(box.children)), None)
    start, end = Box.page_values(box)
    if first is None or last is None:
        return start, end
    return first.page_values()[0] or start, last.page_values()[1] or end


def _in_flow(box):
    return box.is_in_normal_flow() or box.is_floated()


def _references(file):
    """References to all pages; asked for at each tagged element, so that many pages would cost their square."""
    pages = len(file.pages["Kids"])
    kept = getattr(file, "kept_references", None)
    if kept is None or kept[0] != pages:
        kept = file.kept_references = (pages, _page_references.fget(file))
    return kept[1]


def _told_apart(stream):
    """A stream's bytes. Where its content ends with a carriage return, what follows must not look like a part of
    one line end with it: PDF/A's checkers would count the content one byte too short."""
    data = _stream_data.fget(stream)
    if data.endswith(b"\r\nendstream"):
        return data.removesuffix(b"\nendstream") + b"\r\nendstream"
    return data
