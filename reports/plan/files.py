"""A plan as the files that the import reads: out, edited in a spreadsheet and in again, nothing is lost."""

import csv
import io
import zipfile
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from reports.importing.columns import GOALS, SHEETS, guarded
from reports.importing.spoken import ALL, HEADINGS, cell, sheet_word
from reports.rows import GoalLine, PlanRows

#: A day that never changes, so that the same plan makes the same files.
DAY = (1980, 1, 1, 0, 0, 0)
#: Characters of the columns that hold sentences.
WIDE, WIDE_COLUMNS = 44, ("title", "label_et", "measure", "target_groups")


def plan_xlsx(plan: PlanRows, goals: Sequence[GoalLine] | None = None) -> bytes:
    """Return one XLSX with the four sheets, and the goals where they are given, in the words of the active language.

    Amounts are numbers in EUR or the measure's unit, dates are dates.
    """
    import xlsxwriter

    out = io.BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, plain) as book:
        looks = {
            Decimal: book.add_format({"num_format": "#,##0.00"}),
            date: book.add_format({"num_format": "dd.mm.yyyy"}),
        }
        bold = book.add_format({"bold": True})
        for sheet, rows in _sheets(plan, goals):
            page = book.add_worksheet(sheet_word(sheet.title))
            page.freeze_panes(1, 0)
            for place, name in enumerate(sheet.names):
                page.write_string(0, place, str(HEADINGS[name]), bold)
                page.set_column(
                    place, place, WIDE if name in WIDE_COLUMNS else max(16, len(HEADINGS[name]) + 2)
                )
            for number, row in enumerate(rows, start=1):
                for place, (name, value) in enumerate(zip(sheet.names, _values(sheet, row), strict=True)):
                    _write(page, number, place, cell(name, value), looks)
    return out.getvalue()


def plan_csv(plan: PlanRows, goals: Sequence[GoalLine] | None = None) -> dict[str, bytes]:
    """Return the CSV files by name, a fifth where goals are given.

    UTF-8 with a BOM and semicolons, as Estonian spreadsheets open them.
    """
    return {sheet.file: _csv(sheet, rows) for sheet, rows in _sheets(plan, goals)}


def plan_zip(plan: PlanRows, goals: Sequence[GoalLine] | None = None) -> bytes:
    """Return the CSV files in one ZIP."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in plan_csv(plan, goals).items():
            packed.writestr(zipfile.ZipInfo(name, DAY), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _sheets(plan, goals):
    """Each table as (its columns, its rows)."""
    found = [(sheet, getattr(plan, key)) for key, sheet in SHEETS.items()]
    return found if goals is None else [*found, (GOALS, goals)]


def _csv(sheet, rows):
    lines = io.StringIO()
    writer = csv.writer(lines, delimiter=";")
    writer.writerow(sheet.names)
    writer.writerows([_words(value) for value in _values(sheet, row)] for row in rows)
    return lines.getvalue().encode("utf-8-sig")


def _values(sheet, row):
    """The row's cells; only a target for the period says "all" by having no amount."""
    for field in sheet.fields:
        value = getattr(row, field.attribute)
        yield ALL if value is None and field.required else value


def _write(page, number, place, value, looks):
    if isinstance(value, int | Decimal):
        page.write_number(number, place, value, looks.get(type(value)))
    elif isinstance(value, date):
        page.write_datetime(number, place, value, looks[date])
    else:
        page.write_string(number, place, _words(value))


def _words(value):
    if isinstance(value, Decimal):
        return format(value, "f").replace(".", ",")
    if isinstance(value, tuple):
        return ";".join(value)
    return "" if value is None else guarded(str(value))
