"""A participant's own page is put together of what each room has for them (trainings/delivery/views.py).

A room with something to show has a module `mine.py` with `section(participant) -> Section | None`."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Section:
    """One part of the page. `waits` is true while something is asked of the participant: it comes first."""

    title: Any
    template: str
    context: dict[str, Any] = field(default_factory=dict)
    waits: bool = False
