"""Small cells of people are not shown, nor what would give them away (domain.md §3, participant data)."""

from collections.abc import Mapping

#: Fewer than this many people, and one of them could be told apart.
ENOUGH = 5
SMALL, KEPT_BACK = "small", "kept_back"


def hidden(cells: Mapping[str, int]) -> dict[str, str] | None:
    """Return which cells of a table whose total is known are not shown: {key: SMALL or KEPT_BACK}.

    A cell of one to four is SMALL. Whoever knows the total could work a single one out of the rest: then the
    smallest of the others are KEPT_BACK, until each small one could be at least two numbers. None where even
    that is not reached, so that nothing of the table can be shown.
    """
    small = [key for key, number in cells.items() if 0 < number < ENOUGH]
    if not small:
        return {}
    others = sorted((number, key) for key, number in cells.items() if number >= ENOUGH)
    kept_back: list[str] = []
    while not _is_safe(cells, small, kept_back):
        if not others:
            return None
        kept_back.append(others.pop(0)[1])
    return dict.fromkeys(small, SMALL) | dict.fromkeys(kept_back, KEPT_BACK)


def _is_safe(cells, small, kept_back):
    """Whether the sum of what is not shown leaves at least two numbers for each small cell."""
    together = sum(cells[key] for key in (*small, *kept_back))
    beside = len(small) - 1
    most = min(ENOUGH - 1, together - beside - ENOUGH * len(kept_back))
    least = 1 if kept_back else max(1, together - (ENOUGH - 1) * beside)
    return most > least
