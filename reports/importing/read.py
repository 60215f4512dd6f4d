"""Files of a plan as tables of text: CSV in UTF-8 or Windows-1257, or XLSX; bounded in size before they are read."""

import csv
import io
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from reports.importing.columns import SHEETS, sheet_of
from reports.importing.problems import Refused
from silab.common.templatetags.formats import group

MAX_BYTES = 2_000_000
MAX_ROWS = 5000
MAX_COLUMNS = 40
#: What an XLSX may unpack to: a real plan is a hundredth of it, a ZIP bomb a thousandfold.
MAX_UNPACKED = 16_000_000
MAX_PARTS = 200


@dataclass(frozen=True)
class Table:
    """One table of a plan: where it came from, how it was encoded, and its lines of text, the heading first."""

    sheet: str
    file: str
    encoding: str
    lines: list[tuple[int, list[str]]]

    @property
    def count(self) -> int:
        """The number of rows under the heading."""
        return max(len(self.lines) - 1, 0)


def read_files(files: dict[str, bytes]) -> list[Table]:
    """Return the tables of the uploaded files, by name and content; raise Refused, never a library's own error."""
    if sum(len(content) for content in files.values()) > MAX_BYTES:
        raise Refused(
            _("The files are too big: together they may have %(limit)s MB. Nothing was imported.")
            % {"limit": MAX_BYTES // 1_000_000}
        )
    tables = []
    for name, content in files.items():
        is_book = content[:4] == b"PK\x03\x04" or name.lower().endswith((".xlsx", ".xlsm", ".xls"))
        tables += _book(name, content) if is_book else [_csv(name, content)]
    _refuse_doubles(tables)
    return tables


def _csv(name, content):
    text, encoding = _decoded(name, content)
    head = text.partition("\n")[0]
    delimiter = max(";,\t", key=head.count)
    lines = []
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        for number, cells in enumerate(reader, start=1):
            _add(lines, name, number, cells)
    except csv.Error:
        raise Refused(_("%(file)s is not a CSV file that can be read.") % {"file": name}) from None
    return _table(name, name, encoding, lines)


def _decoded(name, content):
    if b"\x00" in content:
        raise Refused(_("%(file)s is not a text file. Save the plan as CSV or XLSX.") % {"file": name})
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


def _book(name, content):
    _refuse_bomb(name, content)
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False)
        tables = []
        for sheet in book.worksheets:
            lines = []
            sheet.reset_dimensions()
            for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
                _add(lines, name, number, [_as_text(cell) for cell in cells])
            if lines:
                tables.append(_table(f"{name} · {sheet.title}", sheet.title, "XLSX", lines))
    except Refused:
        raise
    except Exception:  # whatever openpyxl meets in a broken file, the user learns one thing
        raise Refused(_("%(file)s is not an XLSX file that can be opened.") % {"file": name}) from None
    return tables


def _refuse_bomb(name, content):
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise Refused(
                    _("%(file)s unpacks to more than a plan can hold, so it was not opened.") % {"file": name}
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


def _add(lines, name, number, cells):
    """Keep a line that says something, refusing files that are longer or wider than a plan."""
    cells = [cell.strip() for cell in cells]
    while cells and not cells[-1]:
        cells.pop()
    if len(cells) > MAX_COLUMNS:
        raise Refused(_("%(file)s has more than %(limit)s columns.") % {"file": name, "limit": MAX_COLUMNS})
    if len(lines) > MAX_ROWS or number > 10 * MAX_ROWS:
        raise Refused(
            _("%(file)s has more than %(limit)s rows; a plan has some dozens. Nothing was imported.")
            % {"file": name, "limit": group(str(MAX_ROWS))}
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


def _table(file, name, encoding, lines):
    heading = lines[0][1] if lines else []
    return Table(sheet_of(name, heading), file, encoding, lines)


def _refuse_doubles(tables):
    for sheet in SHEETS:
        same = [table.file for table in tables if table.sheet == sheet]
        if len(same) > 1:
            raise Refused(
                _("Two files hold the same part of the plan: %(files)s. Choose one of them.")
                % {"files": ", ".join(same)}
            )
