"""What the accounting export's columns may hold, what they are often called, and how their cells are read."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from silab.common.tables import Unreadable, read_day
from silab.common.text import search_key

CENT = Decimal("0.01")
#: What a spreadsheet's binary fractions may be off by.
NOISE = Decimal("0.000001")
MOST = Decimal("9999999999.99")
AMOUNT = re.compile(r"[+-]?([0-9]{1,3}( [0-9]{3})+|[0-9]+)([.,][0-9]+)?")


@dataclass(frozen=True)
class Field:
    """A field of a cost that a column fills; `names` are the headings by which it is found unasked."""

    key: str
    title: Any
    names: tuple[str, ...]
    read: Callable[[str], Any]
    required: bool = False


def text(limit: int) -> Callable[[str], str]:
    """Return a reader of text of at most `limit` characters."""

    def read(value):
        if len(value) > limit:
            raise Unreadable(_("The text is longer than %(limit)s characters.") % {"limit": limit})
        return value

    return read


def read_date(value: str) -> date:
    """Read a date, with or without a time of day behind it; raise Unreadable."""
    return read_day(re.sub(r"[ T]\d\d?:\d\d(:\d\d)?$", "", value))


def read_amount(value: str) -> Decimal:
    """Read an amount in EUR as 1 200,50 or -1200.5; raise Unreadable."""
    plain = re.sub(r"[\xa0\u202f]", " ", value).replace("\u2212", "-")
    plain = re.sub(r"\s*(€|EUR)$", "", plain, flags=re.IGNORECASE).strip()
    if not AMOUNT.fullmatch(plain):
        raise Unreadable(_("An amount belongs here, such as 1 200,50 or -120,00."))
    amount = Decimal(plain.replace(" ", "").replace(",", "."))
    if abs(amount) > MOST:
        raise Unreadable(_("The amount is larger than any cost can be."))
    rounded = amount.quantize(CENT)
    if abs(amount - rounded) > NOISE:
        raise Unreadable(_("An amount has two decimals at most."))
    return rounded


FIELDS = (
    Field("on", gettext_lazy("Date"), ("kuupäev", "dokumendi kuupäev", "arve kuupäev", "kande kuupäev", "date"),
          read_date, required=True),
    Field("document_number", gettext_lazy("Document number"),
          ("dokumendi number", "dokumendi nr", "dokument", "arve number", "arve nr", "arve", "number", "nr",
           "document number"), text(60), required=True),
    Field("supplier", gettext_lazy("Supplier"), ("tarnija", "hankija", "saaja", "partner", "müüja", "supplier"),
          text(200), required=True),
    Field("amount", gettext_lazy("Amount with VAT"),
          ("summa km-ga", "summa koos km-ga", "summa käibemaksuga", "kokku", "kokku km-ga", "summa",
           "summa km-ga, €", "amount with vat"), read_amount, required=True),
    Field("vat", gettext_lazy("VAT"), ("käibemaks", "km", "km summa", "sh käibemaks", "vat"), read_amount),
    Field("description", gettext_lazy("Description"), ("selgitus", "kirjeldus", "sisu", "description"), text(300)),
    Field("activity", gettext_lazy("Activity"),
          ("tegevus", "projekt", "kulukoht", "objekt", "projekti kood", "activity"), text(200)),
)  # fmt: skip


def labels(heading: list[str]) -> list[str]:
    """Return the columns' headings, told apart where two are called alike, named by number where empty."""
    seen: dict[str, int] = {}
    found = []
    for place, word in enumerate(heading, start=1):
        name = word or _("column %(number)s") % {"number": place}
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return found


def guessed(heading: list[str], remembered: dict[str, str]) -> dict[str, str]:
    """Return which column holds what: as remembered, else by its name; one called like another is not guessed.

    The first of a field's names that the file has wins, so that "Summa km-ga" goes before "Summa".
    """
    called, keys = labels(heading), [search_key(word) for word in heading]
    columns: dict[str, str] = {}
    for field in FIELDS:
        kept = remembered.get(field.key)
        if kept in called:
            columns[field.key] = kept
            continue
        for name in field.names:
            count = keys.count(search_key(name))
            if count == 1:
                columns[field.key] = called[keys.index(search_key(name))]
            if count:
                break
    return columns
