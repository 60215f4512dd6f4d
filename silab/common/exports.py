"""Lists as XLSX and CSV. What was typed reaches a spreadsheet as text, never as a formula."""

import csv
import io
from datetime import date, datetime
from decimal import Decimal

from django.http import FileResponse, StreamingHttpResponse
from django.utils import timezone

from silab.common.templatetags.formats import euro

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def export_response(rows, columns, *, kind: str, name: str):
    """Answer `rows` (tuples in the order of `columns`) as a file named after `name` and today.

    `kind` is "xlsx" or "csv"; CSV is UTF-8 with a BOM and semicolons, as Estonian spreadsheets open it.
    """
    filename = f"{name}-{timezone.localdate():%Y-%m-%d}.{kind}"
    if kind == "csv":
        response = StreamingHttpResponse(csv_lines(rows, columns), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{filename}"'
        return response
    return FileResponse(xlsx_file(rows, columns), as_attachment=True, filename=filename)


def csv_lines(rows, columns):
    """Yield the lines of a CSV file, its heading first. Numbers are plain, with a comma: 1200,50."""
    line = io.StringIO()
    writer = csv.writer(line, delimiter=";")
    yield "\ufeff"
    writer.writerow([str(column.title) for column in columns])
    for row in rows:
        writer.writerow(
            [defused(_written(column, value)) for column, value in zip(columns, row, strict=True)]
        )
        yield line.getvalue()
        line.seek(0)
        line.truncate()
    yield line.getvalue()


def xlsx_file(rows, columns):
    """Return an XLSX file of one sheet, numbers, euros and dates as such, all else as plain text."""
    import xlsxwriter

    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    fill(book, book.add_worksheet(), rows, columns)
    book.close()
    file.seek(0)
    return file


def fill(book, sheet, rows, columns):
    """Write rows below their headings into a sheet of a workbook of xlsxwriter's."""
    bold = book.add_format({"bold": True})
    dated = book.add_format({"num_format": "dd.mm.yyyy"})
    money = book.add_format({"num_format": '#,##0.00\\ "€"'})
    for place, column in enumerate(columns):
        sheet.write_string(0, place, str(column.title), bold)
        sheet.set_column(place, place, max(12, min(40, len(str(column.title)) + 4)))
    sheet.freeze_panes(1, 0)
    for number, row in enumerate(rows, start=1):
        for place, (column, value) in enumerate(zip(columns, row, strict=True)):
            _write(sheet, number, place, value, column, dated, money)


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


def _written(column, value):
    """A cell of a CSV file: a number as the page shows it, less its € and spaces, so that it can be added up."""
    shown = _shown(column, value)
    if not column.numeric:
        return shown
    number = shown.removesuffix("€").replace("\xa0", "").replace("\u2212", "-")
    return number if _is_number(number) else shown


def _shown(column, value):
    return "" if value is None else str(column.text(value))


def _is_number(text):
    try:
        Decimal(text.replace(",", ".").replace("\xa0", ""))
    except ArithmeticError:
        return False
    return True
