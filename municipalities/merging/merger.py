"""A merger that has been made: found again by the history of what it wrote, and whether it can be taken back."""

from datetime import datetime
from functools import cached_property
from itertools import groupby
from typing import cast

from django.db.models import Count, Value
from django.utils import timezone
from django.utils.translation import gettext as _

from municipalities.models import Municipality, MunicipalityCode, Official

#: The reason of change in the history of what a merger wrote.
WRITTEN_BY = "merged into KOV-%s"
#: The same for a municipality that came into being by one.
CAME_BY_MERGER = "merger"
#: When a record came into being.
TIMES = ("created_at", "invited_at", "proposed_on")


class Merger:
    """What happened when a municipality ended that has `merged_into` (one query less when it is selected)."""

    def __init__(self, municipality: Municipality):
        self.municipality = municipality
        self.successor = cast(Municipality, municipality.merged_into)
        self.on = municipality.valid_to

    @cached_property
    def merged(self) -> list[Municipality]:
        """All that ended in the same successor on the same day, by this merger."""
        same = Municipality.objects.filter(merged_into=self.successor, valid_to=self.on, pk__in=self._written)
        return list(same.order_by("sort_key", "pk"))

    @property
    def made_at(self) -> datetime | None:
        """When it was made; None when it came with the register."""
        return self._written.get(self.municipality.pk)

    @cached_property
    def made_successor(self) -> bool:
        """Whether the successor came into being by it."""
        came = self.successor.history.filter(history_type="+", history_change_reason=CAME_BY_MERGER)
        return came.exists()

    @property
    def let_in(self) -> list[Official]:
        """The officials whom it made officials of the successor; nobody has changed them since."""
        return [official for official, versions in self._officials if versions == 1]

    @property
    def asked_before(self) -> list[Official]:
        """The officials who had asked the successor and whom it approved; nobody has changed them since."""
        return [official for official, versions in self._officials if versions > 1]

    def whats_against_undoing(self) -> list[str]:
        """Return why it cannot be taken back, in words; nothing when it can."""
        names = {"name": self.municipality.name, "into": self.successor.name}
        if self.made_at is None:
            said = _(
                "The merger of %(name)s came with the register; it was not made here and is not taken back here."
            )
            return [said % names]
        if self.successor.merged_into_id is not None:
            return [_("%(into)s has itself merged since. Take that merger back first.") % names]
        if recorded := self.recorded_since():
            said = _(
                "Since the merger this was recorded on %(into)s: %(what)s. It would lose its municipality."
            )
            return [said % {**names, "what": ", ".join(recorded)}]
        return []

    def recorded_since(self) -> list[str]:
        """Return what was recorded on the successor since, as "communities: 3": every kind of record that points
        at municipalities, of whatever app. One query for all of them, after three of its own."""
        relations = Municipality._meta.related_objects
        counts = [
            self._since(relation.related_model, relation.field.name)
            .order_by()
            .annotate(what=Value(place))
            .values("what")
            .annotate(number=Count("pk"))
            .values_list("what", "number")
            for place, relation in enumerate(relations)
        ]
        numbers: dict[str, int] = {}
        for place, number in sorted(counts[0].union(*counts[1:], all=True)):
            name = str(relations[place].related_model._meta.verbose_name_plural)
            numbers[name] = numbers.get(name, 0) + number
        return [f"{name}: {number}" for name, number in numbers.items() if number]

    def _since(self, model, path):
        rows = model._default_manager.filter(**{path: self.successor})
        if model is Municipality:
            others = rows.exclude(pk__in=self._written)
            return others if self.made_successor else others.none()
        if model is Official:
            rows = rows.exclude(pk__in=[official.pk for official, _versions in self._officials])
        elif model is MunicipalityCode:
            return rows.filter(valid_from__gte=self.on)
        elif self.made_successor:
            return rows
        return self._later(rows)

    def _later(self, rows):
        names = {field.name for field in rows.model._meta.concrete_fields}
        time = next((name for name in TIMES if name in names), None)
        if time is None:
            return rows.none()
        moment = timezone.localdate(self.made_at) if time.endswith("_on") else self.made_at
        return rows.filter(**{f"{time}__gte": moment})

    @cached_property
    def _written(self) -> dict[int, datetime]:
        """The keys of the merged, each with the moment."""
        written = Municipality.history.filter(
            merged_into=self.successor.pk, valid_to=self.on, history_change_reason=self._reason
        )
        return dict(written.order_by("history_date").values_list("id", "history_date"))

    @cached_property
    def _officials(self) -> list[tuple[Official, int]]:
        """The successor's officials as this merger left them, each with the number of their versions."""
        versions = Official.history.filter(municipality=self.successor.pk)
        rows = versions.order_by("id", "history_date", "history_id").values_list(
            "id", "history_change_reason"
        )
        reasons = {key: [row[1] for row in group] for key, group in groupby(rows, key=lambda row: row[0])}
        own = {key: len(found) for key, found in reasons.items() if found[-1] == self._reason}
        return [
            (official, own[official.pk]) for official in Official.objects.filter(pk__in=own).order_by("pk")
        ]

    @property
    def _reason(self):
        return WRITTEN_BY % self.successor.pk
