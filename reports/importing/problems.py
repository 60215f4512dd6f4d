"""What keeps a file from becoming a plan."""

from dataclasses import dataclass


class Refused(ValueError):
    """A file that is not opened at all; its text says why, in the active language."""


@dataclass(frozen=True)
class Problem:
    """An error in a file: row as a spreadsheet numbers it (1 is the heading), 0 for the whole file."""

    file: str
    row: int
    column: str
    text: str
    value: str = ""
