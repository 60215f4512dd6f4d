"""A list of people pasted from a letter or a table: one a line, in whatever order its columns stand."""

import re

ADDRESS = re.compile(r"<?\b([^\s<>,;]+@[^\s<>,;]+\.[^\s<>,;]+)>?")
PHONE = re.compile(r"^\+?[\d\s()-]{5,20}$")
#: More lines than any team has are not a team.
MOST_LINES = 60


def pasted_rows(text: str) -> list[dict[str, str]]:
    """Return name, e-mail, phone and post of each line; what is neither address nor number is name, then post."""
    rows = []
    for line in text.splitlines()[: MOST_LINES * 2]:
        row = _row(line.strip())
        if row:
            rows.append(row)
    return rows[:MOST_LINES]


def _row(line):
    row: dict[str, str] = {}
    if found := ADDRESS.search(line):
        row["email"] = found[1].lower()
        line = f"{line[: found.start()]};{line[found.end() :]}"
    for cell in re.split(r"[\t;,|]+|\s{3,}", line):
        cell = cell.strip(" .–-<>\"'")
        if not cell:
            continue
        key = "phone" if PHONE.match(cell) and "phone" not in row else "name" if "name" not in row else "post"
        row.setdefault(key, cell[:150])
    return row
