"""Markdown and tables as parts of a DOCX: paragraphs, lists and headings; links as their words and address.

Everything is written as plain text runs: no field, no macro, no link that a program would follow."""

import re

from silab.common.markdown import tokens

#: What XML cannot hold.
NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
LISTS = ("bullet_list_open", "ordered_list_open")
#: Word's own list styles are three deep.
DEEPEST = 3


def clean(text: str) -> str:
    """Return text that XML can hold."""
    return NOT_XML.sub("", str(text))


def dress(file) -> None:
    """Give a new document its paper (A4) and its type."""
    from docx.shared import Mm, Pt, RGBColor

    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = Mm(22)
    file.styles["Normal"].font.size = Pt(10.5)
    for name in ("Title", "Subtitle", "Caption", *(f"Heading {level}" for level in range(1, 7))):
        file.styles[name].font.color.rgb = RGBColor(0x0A, 0x5C, 0x59)


def write(file, markdown: str, *, below: int) -> None:
    """Write Markdown into the document; its headings follow on from the level `below`."""
    # The next number of each list that is open, None where it has points.
    lists: list[int | None] = []
    cells: list[list[str]] = []
    heading = 0
    for token in tokens(clean(markdown), below=below):
        if token.type in LISTS:
            lists.append(int(token.attrGet("start") or 1) if token.type == "ordered_list_open" else None)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "heading_open":
            heading = int(token.tag[1])
        elif token.type == "heading_close":
            heading = 0
        elif token.type == "tr_open":
            cells.append([])
        elif token.type == "table_close":
            table(file, cells[0], cells[1:])
            cells = []
        elif token.type in ("inline", "code_block", "fence"):
            if cells:
                cells[-1].append(_words(token))
            else:
                _paragraph(file, token, lists, heading)


def plain(markdown: str) -> str:
    """Return Markdown as the plain text of a table's cell, a line for each paragraph or point."""
    parts = [
        _words(token) for token in tokens(clean(markdown)) if token.type in ("inline", "code_block", "fence")
    ]
    return "\n".join(parts)


def table(file, titles, rows) -> None:
    """Write a table; its heading row is repeated on each page, no row is torn apart."""
    from docx.shared import Pt

    made = file.add_table(rows=1, cols=len(titles), style="Table Grid")
    for cell, title in zip(made.rows[0].cells, titles, strict=True):
        run = cell.paragraphs[0].add_run(clean(title))
        run.bold, run.font.size = True, Pt(9)
    _mark(made.rows[0], "w:tblHeader")
    for row in rows:
        added = made.add_row()
        _mark(added, "w:cantSplit")
        for cell, text in zip(added.cells, row, strict=False):
            cell.paragraphs[0].add_run(clean(text)).font.size = Pt(9)
    file.add_paragraph()


def turn(file) -> None:
    """Begin a page that lies the other way."""
    from docx.enum.section import WD_ORIENT, WD_SECTION

    width, height = file.sections[-1].page_width, file.sections[-1].page_height
    section = file.add_section(WD_SECTION.NEW_PAGE)
    section.page_width, section.page_height = height, width
    section.orientation = WD_ORIENT.LANDSCAPE if height > width else WD_ORIENT.PORTRAIT


def _paragraph(file, token, lists, heading):
    if heading:
        file.add_heading(_words(token), min(heading, 9))
        return
    paragraph = file.add_paragraph(style=_style(lists))
    if lists and lists[-1] is not None:
        # Written out: Word would go on counting from the list before.
        paragraph.add_run(f"{lists[-1]}. ")
        lists[-1] += 1
    for text, is_bold, is_italic in _runs(token):
        run = paragraph.add_run(text)
        run.bold, run.italic = is_bold or None, is_italic or None


def _style(lists):
    if not lists:
        return None
    name, depth = "List Bullet" if lists[-1] is None else "List", min(len(lists), DEEPEST)
    return name if depth == 1 else f"{name} {depth}"


def _words(token) -> str:
    return "".join(text for text, _bold, _italic in _runs(token))


def _runs(token):
    """Yield (text, bold, italic) of a stretch of text."""
    if token.type != "inline":
        yield token.content.rstrip("\n"), False, False
        return
    bold = italic = 0
    address = ""
    for child in token.children:
        if child.type == "link_open":
            address = child.attrGet("href")
        elif child.type == "link_close":
            yield f" ({address})", False, False
        elif child.type == "image":
            yield f"![{child.content}]({child.attrGet('src')})", False, False
        elif child.type in ("softbreak", "hardbreak"):
            yield " " if child.type == "softbreak" else "\n", False, False
        elif child.content:
            yield child.content, bold > 0, italic > 0
        bold += child.nesting * (child.tag == "strong")
        italic += child.nesting * (child.tag == "em")


def _mark(row, name):
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement(name))
