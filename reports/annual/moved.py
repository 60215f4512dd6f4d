"""Which texts speak of a figure that moved when the figures were taken again."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from reports.annual.changes import Move
from reports.annual.support import stems_of
from silab.common.text import search_key

#: Which part a figure's own words are, by what the figure is of.
OWN = {
    "indicator": "indicator:{}",
    "planned": "deviation:target:{}",
    "done": "deviation:target:{}",
    "budget": "deviation:activity:{}",
    "spent": "deviation:activity:{}",
}


@dataclass(frozen=True)
class Moved:
    """A figure that moved, with the fields whose texts speak of it and were not saved since."""

    move: Move
    fields: tuple


def moved(moves: Iterable[Move], fields: Iterable, taken_at) -> list[Moved]:
    """Return each move with the texts to look at again: its own part, and those that mention it.

    A text mentions a figure when it holds the figure's name, or, in one line, what the figure was and a word
    of its name. What was saved after the figures were taken has been looked at.
    """
    old = [field for field in fields if field.body.strip() and not _is_after(field.text.saved_at, taken_at)]
    return [
        Moved(move, tuple(field for field in old if _is_own(move, field) or mentions(field.body, move)))
        for move in moves
    ]


def mentions(body: str, move: Move) -> bool:
    """Return whether a text speaks of a figure that moved."""
    name = search_key(move.figure.rpartition(": ")[0] or move.figure)
    if name in search_key(body):
        return True
    stems, number = stems_of(name), _number(move.before)
    return bool(number) and any(
        re.search(number, _plain(line)) and stems & stems_of(line) for line in body.splitlines()
    )


def _is_own(move, field):
    kind, *pk = move.identity or ("",)
    return bool(pk) and kind in OWN and field.part.key == OWN[kind].format(pk[0])


def _is_after(saved_at, taken_at):
    return saved_at is not None and taken_at is not None and saved_at > taken_at


def _number(printed):
    """A pattern of a printed number as a person may type it, cents left out; "" for what is no number."""
    plain = _plain(printed).removesuffix("€").strip().removesuffix(",00")
    return rf"(?<![\d,.]){re.escape(plain)}(?:,00)?(?![\d]|[,.]\d)" if re.search(r"\d", plain) else ""


def _plain(text):
    return re.sub(r"(?<=\d)[\s\u202f\xa0](?=\d{3}\b)", "", text)
