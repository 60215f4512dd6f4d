"""The appendix of a report: which figure is proven by which records, numbered in the order of printing."""

from collections import defaultdict

from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from reports.models import FrozenFigures
from silab.common.templatetags.formats import day, euro, figure

#: Rows of evidence that are printed of each figure; the embedded file holds them all (speed.md).
PRINTED_ROWS = 50
#: Characters from which a code asks for a wider column: that of an answer, which has no number.
LONG_CODE = 12
EVIDENCE_ROW = '<tr><th scope="row">{{code}}</th><td>{{label}}</td><td>{{on}}</td>{place}{amount}</tr>'
PLACE_CELL, AMOUNT_CELL = "<td>{place}</td>", '<td class="num">{amount}</td>'


class Proofs:
    """The evidence of a snapshot's figures; `kept` says of each figure what it is and how much it counts."""

    def __init__(self, snapshot: FrozenFigures | None, kept: dict[str, dict]):
        self.snapshot = snapshot
        self.kept = kept
        self._numbers: dict[str, str] = {}
        self._units: dict[str, str] = {}
        self._homes: set[str] = set()

    def number(self, name: str | None, unit: str) -> str | None:
        """Return the number of a printed figure's evidence ("T1"), None where it counts no record."""
        if not name or not self.kept.get(name, {}).get("count"):
            return None
        self._units[name] = unit
        return self._numbers.setdefault(name, f"T{len(self._numbers) + 1}")

    def home(self, number: str | None) -> str | None:
        """Return the anchor to which a proof leads back, for the first figure that bears its number alone."""
        if number is None or number in self._homes:
            return None
        self._homes.add(number)
        return anchor(number)

    def listed(self) -> list[dict]:
        """Return each figure that was given a number, with the first of the records that it counts."""
        if self.snapshot is None:
            return []
        rows = self._records()
        return [
            {
                "number": number,
                "home": anchor(number) if number in self._homes else "",
                **_head(self.kept[name]),
                **_rows(rows[name], is_money=self._units[name] == "eur"),
            }
            for name, number in self._numbers.items()
        ]

    def _records(self):
        """The records to print by figure, read at once."""
        rows = defaultdict(list)
        if self._numbers:
            for record in self.snapshot.records(*self._numbers, to=PRINTED_ROWS):
                rows[record.figure].append(record)
        return rows


def anchor(number: str) -> str:
    """Return the name of the place where a proof's figure prints."""
    return f"arv-{number}"


def _head(kept):
    return {
        "title": kept["title"],
        "period": kept["period"],
        "count": figure(kept["count"]),
        "more": figure(kept["count"] - PRINTED_ROWS) if kept["count"] > PRINTED_ROWS else "",
    }


def _rows(rows, *, is_money):
    """Rows with the columns that this figure's records fill: municipality and amount are not always there."""
    placed, valued = any(row.municipality for row in rows), any(row.amount is not None for row in rows)
    worded = euro if is_money else figure
    pattern = EVIDENCE_ROW.format(place=PLACE_CELL * placed, amount=AMOUNT_CELL * valued)
    cells = [
        {
            "code": row.code,
            "label": row.label,
            "on": day(row.on),
            "place": row.municipality or "–",
            "amount": worded(row.amount),
        }
        for row in rows
    ]
    added = (_("Amount") if is_money else _("Number")) if valued else ""
    printed = format_html_join("", pattern, cells)
    code = "w-record" if any(len(row.code) > LONG_CODE for row in rows) else "w-code"
    return {"rows": printed, "records": cells, "placed": placed, "added": added, "code": code}
