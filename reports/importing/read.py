"""Files of a plan as its tables; how files are opened stands in silab/common/tables.py."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from reports.importing.columns import GOALS, SHEETS, sheet_of
from silab.common.tables import Limits, Refused, read_tables, refuse_size

MAX_BYTES = 2_000_000
MAX_ROWS = 5000
#: What an XLSX may unpack to: a real plan is a hundredth of it, a ZIP bomb a thousandfold.
LIMITS = Limits(size=MAX_BYTES, rows=MAX_ROWS, unpacked=16_000_000)


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
    refuse_size(files, LIMITS)
    tables = [
        Table(sheet_of(raw.title, raw.lines[0][1] if raw.lines else []), raw.file, raw.encoding, raw.lines)
        for name, content in files.items()
        for raw in read_tables(name, content, LIMITS)
    ]
    _refuse_doubles(tables)
    return tables


def _refuse_doubles(tables):
    for sheet in (*SHEETS, GOALS.key):
        same = [table.file for table in tables if table.sheet == sheet]
        if len(same) > 1:
            raise Refused(
                _("Two files hold the same part of the plan: %(files)s. Choose one of them.")
                % {"files": ", ".join(same)}
            )
