"""Lists as XLSX and CSV. What was typed reaches a spreadsheet as text, never as a formula."""

import csv
import io
from datetime import date, datetime
from decimal import Decimal
from itertools import islice

from django.http import FileResponse, StreamingHttpResponse
from django.utils import timezone

from silab.common.templatetags.formats import euro

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
#: Characters that a column of a spreadsheet is wide, at least and at most, by its first rows.
NARROW, WIDE, LOOKED_AT = 12, 60, 200
#: Rows of a CSV file that are written at once.
PIECE = 500


def export_response(rows, columns, *, kind: str, name: str):
    """Answer `rows` (tuples in the order of `columns`) as a file named after `name` and today.

    `kind` is "xlsx" or "csv"; CSV is UTF-8 with a BOM and semicolons, as Estonian spreadsheets open it.
    """
    filename = f"{name}-{timezone.localdate():%Y-%m-%d}.{kind}"
    if kind == "csv":
        response = StreamingHttpResponse(csv_pieces(rows, columns), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{filename}"'
        return response
    return FileResponse(xlsx_file(rows, columns, name), as_attachment=True, filename=filename)


def csv_pieces(rows, columns):
    """Yield a CSV file piece by piece, its heading first. Numbers are plain, with a comma: 1200,50."""
    piece = io.StringIO()
    writer = csv.writer(piece, delimiter=";")
    piece.write("\ufeff")
    writer.writerow([str(column.title) for column in columns])
    rows, cells = iter(rows), [_cell(column) for column in columns]
    while part := list(islice(rows, PIECE)):
        by_column = zip(cells, zip(*part, strict=True), strict=True)
        writer.writerows(zip(*(map(cell, values) for cell, values in by_column), strict=True))
        yield piece.getvalue()
        piece.seek(0)
        piece.truncate()
    yield piece.getvalue()


def xlsx_file(rows, columns, name: str = ""):
    """Return an XLSX file of one sheet of this name, numbers, euros and dates as such, all else as plain text."""
    import xlsxwriter

    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    fill(book, book.add_worksheet(name.capitalize()[:31] or None), rows, columns)
    book.close()
    file.seek(0)
    return file


def fill(book, sheet, rows, columns):
    """Write rows below their headings into a sheet of a workbook of xlsxwriter's."""
    bold = book.add_format({"bold": True})
    dated = book.add_format({"num_format": "dd.mm.yyyy"})
    money = book.add_format({"num_format": '#,##0.00\\ "€"'})
    widths = [max(NARROW, len(str(column.title)) + 4) for column in columns]
    for place, column in enumerate(columns):
        sheet.write_string(0, place, str(column.title), bold)
    sheet.freeze_panes(1, 0)
    for number, row in enumerate(rows, start=1):
        for place, (column, value) in enumerate(zip(columns, row, strict=True)):
            if number < LOOKED_AT and isinstance(value, str):
                widths[place] = max(widths[place], len(value) + 2)
            _write(sheet, number, place, value, column, dated, money)
    for place, width in enumerate(widths):
        sheet.set_column(place, place, min(WIDE, width))


def defused(text: str) -> str:
    """Return text that no spreadsheet takes for a formula: an apostrophe before = + - @."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) and not _is_number(text) else text


def _write(sheet, number, place, value, column, dated, money):
    if isinstance(value, bool) or value is None:
        sheet.write_string(number, place, _shown(column, value))
    elif isinstance(value, int | float | Decimal):
        sheet.write_number(number, place, value, money if column.text is euro else None)
    elif isinstance(value, datetime):
        sheet.write_datetime(number, place, timezone.localtime(value).replace(tzinfo=None), dated)
    elif isinstance(value, date):
        sheet.write_datetime(number, place, value, dated)
    else:
        sheet.write_string(number, place, _shown(column, value))


def _cell(column):
    """Return how a column's values are written into a CSV file: a number as the page shows it, less its € and
    spaces, so that it can be added up."""
    text = column.text

    def written(value):
        return "" if value is None else defused(str(text(value)))

    def number(value):
        if value is None:
            return ""
        shown = str(text(value))
        bare = shown.removesuffix("€").replace("\xa0", "").replace("\u2212", "-")
        return bare if _is_number(bare) else defused(shown)

    return number if column.numeric else written


def _shown(column, value):
    return "" if value is None else str(column.text(value))


def _is_number(text):
    try:
        Decimal(text.replace(",", ".").replace("\xa0", ""))
    except ArithmeticError:
        return False
    return True
