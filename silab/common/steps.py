"""Where a person stands in a form of several pages (templates/layout/steps.html)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """One page: its title, its address, and "done", "current" or "todo"."""

    title: str
    url: str
    state: str


class Steps:
    """The pages of a form in order, one of them current; the ones before it are done.

    `pages` are (title, URL) pairs, `number` counts from 1. Raises IndexError for a number without page.
    """

    def __init__(self, pages, number: int):
        if not 1 <= number <= len(pages):
            raise IndexError(f"no step {number} of {len(pages)}")
        self.number = number
        self.count = len(pages)
        self.title = pages[number - 1][0]
        self.back_url = pages[number - 2][1] if number > 1 else ""
        self._steps = [
            Step(title, url, "done" if place < number else "current" if place == number else "todo")
            for place, (title, url) in enumerate(pages, start=1)
        ]

    def __iter__(self):
        return iter(self._steps)
