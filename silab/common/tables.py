"""Uploaded files as tables of text: CSV in UTF-8 or Windows-1257, or XLSX; bounded before they are read.

Nothing is computed, guessed or corrected: a formula stays the text of a formula."""

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from silab.common.templatetags.formats import group

MAX_COLUMNS = 40
MAX_PARTS = 200


class Refused(ValueError):
    """A file that is not opened at all; its text says why, in the active language."""


class Unreadable(ValueError):
    """A cell that does not hold what its column wants; the text says what it wants."""


@dataclass(frozen=True)
class Problem:
    """An error in a file: row as a spreadsheet numbers it (1 is the heading), 0 for the whole file."""

    file: str
    row: int
    column: str
    text: str
    value: str = ""


@dataclass(frozen=True)
class Limits:
    """How much one import may hold: bytes of all files together, rows of a table, bytes that an XLSX unpacks to."""

    size: int
    rows: int
    unpacked: int


@dataclass(frozen=True)
class RawTable:
    """One table: its file, the sheet's own title, how it was encoded, and (line number, cells), the heading first."""

    file: str
    title: str
    encoding: str
    lines: list[tuple[int, list[str]]]


def read_tables(name: str, content: bytes, limits: Limits) -> Iterator[RawTable]:
    """Yield the tables of one uploaded file; raise Refused, never a library's own error."""
    if content[:4] == b"PK\x03\x04" or name.lower().endswith((".xlsx", ".xlsm", ".xls")):
        yield from _book(name, content, limits)
    else:
        yield _csv(name, content, limits)


def refuse_size(files: dict[str, bytes], limits: Limits) -> None:
    """Raise Refused when the files are bigger than an import may be."""
    if sum(len(content) for content in files.values()) > limits.size:
        raise Refused(
            _("The files are too big: together they may have %(limit)s MB. Nothing was imported.")
            % {"limit": limits.size // 1_000_000}
        )


def read_day(value: str) -> date:
    """Read a date as 2022-12-01 or 01.12.2022; raise Unreadable."""
    for pattern in ("%Y-%m-%d", "%d.%m.%Y"):
        try:
            return datetime.strptime(value, pattern).date()  # noqa: DTZ007
        except ValueError:
            continue
    raise Unreadable(_("A date belongs here, such as 01.12.2022."))


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would compute the cell."""
    return text.startswith(("=", "@"))


def _csv(name, content, limits):
    text, encoding = _decoded(name, content)
    head = text.partition("\n")[0]
    delimiter = max(";,\t", key=head.count)
    lines = []
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        for number, cells in enumerate(reader, start=1):
            _add(lines, name, number, cells, limits)
    except csv.Error:
        raise Refused(_("%(file)s is not a CSV file that can be read.") % {"file": name}) from None
    return RawTable(name, name, encoding, lines)


def _decoded(name, content):
    if b"\x00" in content:
        raise Refused(_("%(file)s is not a text file. Save the table as CSV or XLSX.") % {"file": name})
    try:
        return content.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1257"), "Windows-1257"
    except UnicodeDecodeError:
        raise Refused(
            _("The letters of %(file)s cannot be read. Save it as “CSV UTF-8”.") % {"file": name}
        ) from None


def _book(name, content, limits):
    _refuse_bomb(name, content, limits)
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False)
        tables = []
        for sheet in book.worksheets:
            lines = []
            sheet.reset_dimensions()
            for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
                _add(lines, name, number, [_as_text(cell) for cell in cells], limits)
            if lines:
                tables.append(RawTable(f"{name} · {sheet.title}", sheet.title, "XLSX", lines))
    except Refused:
        raise
    except Exception:  # whatever openpyxl meets in a broken file, the user learns one thing
        raise Refused(_("%(file)s is not an XLSX file that can be opened.") % {"file": name}) from None
    return tables


def _refuse_bomb(name, content, limits):
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > limits.unpacked:
                raise Refused(
                    _("%(file)s unpacks to more than a table can hold, so it was not opened.")
                    % {"file": name}
                )
            declares = any(
                b"<!DOCTYPE" in packed.read(part)
                for part in parts
                if part.filename.endswith((".xml", ".rels"))
            )
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError):
        raise Refused(_("%(file)s is not an XLSX file that can be opened.") % {"file": name}) from None
    if declares:
        raise Refused(_("%(file)s is not an XLSX file that can be opened.") % {"file": name})


def _add(lines, name, number, cells, limits):
    """Keep a line that says something, refusing files that are longer or wider than they may be."""
    cells = [cell.strip() for cell in cells]
    while cells and not cells[-1]:
        cells.pop()
    if len(cells) > MAX_COLUMNS:
        raise Refused(_("%(file)s has more than %(limit)s columns.") % {"file": name, "limit": MAX_COLUMNS})
    if len(lines) > limits.rows or number > 10 * limits.rows:
        raise Refused(
            _("%(file)s has more than %(limit)s rows. Nothing was imported.")
            % {"file": name, "limit": group(str(limits.rows))}
        )
    if cells or not lines:
        lines.append((number, cells))


def _as_text(value):
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return format(Decimal(repr(value)).normalize(), "f")
    if type(value).__name__ in ("ArrayFormula", "DataTableFormula"):
        return "="
    return str(value)
