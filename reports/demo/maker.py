"""What every part of the demo makes its records with."""

import random
from datetime import date, datetime, time, timedelta
from functools import cached_property

from django.utils import timezone

from municipalities.models import Municipality
from reports.demo.names import FIRST_NAMES, LAST_NAMES
from silab.accounts.models import Contract, Person, User

SEED = 2021


class Maker:
    """Makes records signed by Mari, and draws lots that fall the same each time."""

    def __init__(self, contract: Contract, cast: dict[str, User]):
        self.contract = contract
        self.cast = cast
        self.mari = cast["mari"]
        self.lots = random.Random(SEED)  # noqa: S311, not for secrets: the demo has to come out alike
        self._names = [f"{first} {last}" for first in FIRST_NAMES for last in LAST_NAMES]
        self.lots.shuffle(self._names)

    def add(self, model, /, **values):
        """Create a record signed by Mari."""
        return model.objects.create(created_by=self.mari, **values)

    def name(self) -> str:
        """Draw the next invented name."""
        return self._names.pop()

    def person(self) -> Person:
        """Create the next invented person."""
        return self.add(Person, name=self.name())

    def people(self, number: int) -> list[Person]:
        """Create several invented people."""
        return [self.person() for _ in range(number)]

    @cached_property
    def municipalities(self) -> dict[str, Municipality]:
        """Municipalities by name, those of the contract's years."""
        valid = Municipality.objects.valid_on(date(2021, 12, 31)).order_by("sort_key")
        return {municipality.name: municipality for municipality in valid}

    def day(self, first: date, last: date) -> date:
        """Draw a weekday between two days."""
        drawn = first + timedelta(days=self.lots.randint(0, (last - first).days))
        while drawn.weekday() > 4:
            drawn += timedelta(days=1) if drawn < last else timedelta(days=-3)
        return drawn


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """Return the moment of a day in Tallinn."""
    return datetime.combine(day, time(hour, minute), timezone.get_default_timezone())
