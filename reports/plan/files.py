"""A plan as the files that the import reads: out, edited in a spreadsheet and in again, nothing is lost."""

import csv
import io
import zipfile
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from reports.importing.columns import GOALS, GOALS_TITLE, SHEETS, guarded
from reports.rows import GoalLine, PlanRows

#: A day that never changes, so that the same plan makes the same files.
DAY = (1980, 1, 1, 0, 0, 0)


def plan_xlsx(plan: PlanRows, goals: Sequence[GoalLine] | None = None) -> bytes:
    """Return one XLSX with the four sheets, and the goals where they are given.

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
        for title, sheet, rows in _sheets(plan, goals):
            page = book.add_worksheet(title)
            page.freeze_panes(1, 0)
            for place, name in enumerate(sheet.names):
                page.write_string(0, place, name, bold)
                page.set_column(place, place, 40 if name in ("title", "label_et") else 16)
            for number, row in enumerate(rows, start=1):
                for place, value in enumerate(_values(sheet, row)):
                    _write(page, number, place, value, looks)
    return out.getvalue()


def plan_csv(plan: PlanRows, goals: Sequence[GoalLine] | None = None) -> dict[str, bytes]:
    """Return the CSV files by name, a fifth where goals are given.

    UTF-8 with a BOM and semicolons, as Estonian spreadsheets open them.
    """
    return {sheet.file: _csv(sheet, rows) for _title, sheet, rows in _sheets(plan, goals)}


def plan_zip(plan: PlanRows, goals: Sequence[GoalLine] | None = None) -> bytes:
    """Return the CSV files in one ZIP."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in plan_csv(plan, goals).items():
            packed.writestr(zipfile.ZipInfo(name, DAY), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _sheets(plan, goals):
    """Each table as (its sheet's title, its columns, its rows)."""
    found = [(key, sheet, getattr(plan, key)) for key, sheet in SHEETS.items()]
    return found if goals is None else [*found, (GOALS_TITLE, GOALS, goals)]


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
        yield "all" if value is None and field.required else value


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
