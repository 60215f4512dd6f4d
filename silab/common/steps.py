"""Where a person stands in a form of several pages (templates/layout/steps.html)."""

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """One page: its title, its address, and "done", "open" (left undone), "current" or "todo"."""

    title: str
    url: str
    state: str


class Steps:
    """The pages of a form in order, one of them current; the ones before it are done, but for those `open`.

    `pages` are (title, URL) pairs, `number` and those of `open` count from 1. Raises IndexError for a number without
    page.
    """

    def __init__(self, pages, number: int, open: Collection[int] = ()):
        if not 1 <= number <= len(pages):
            raise IndexError(f"no step {number} of {len(pages)}")
        self.number = number
        self.count = len(pages)
        self.title = pages[number - 1][0]
        self.back_url = pages[number - 2][1] if number > 1 else ""
        self._steps = [
            Step(title, url, _state(place, number, open)) for place, (title, url) in enumerate(pages, start=1)
        ]

    def __iter__(self):
        return iter(self._steps)


def _state(place, number, open):
    if place == number:
        return "current"
    if place > number:
        return "todo"
    return "open" if place in open else "done"
