"""What is to merge into what, from which day, and what stands against it."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from municipalities.models import County, Municipality
from silab.common.templatetags.formats import day
from silab.common.text import search_key


class MergeRefused(ValueError):
    """The municipalities cannot merge so; `reasons` say why, each in words."""

    def __init__(self, reasons):
        super().__init__(" ".join(reasons))
        self.reasons = list(reasons)


@dataclass(frozen=True)
class NewMunicipality:
    """The municipality that comes into being by a merger."""

    name: str
    kind: str
    county: County


@dataclass(frozen=True)
class MergePlan:
    """A merger: `on` is the first day on which the merging ones are no more and the successor answers for them.

    The successor is one that exists, or `new`. `code_changes`: the EHAK code of the existing successor ends too,
    because codes change with borders.
    """

    merging: tuple[Municipality, ...]
    on: date
    successor: Municipality | None = None
    new: NewMunicipality | None = None
    code_changes: bool = True

    @property
    def successor_name(self) -> str:
        """The successor's name, whether it exists yet or not."""
        return self.successor.name if self.successor else self.new.name if self.new else ""

    def refusals(self) -> list[str]:
        """Return why this cannot be done; nothing when it can. Three queries at most, whatever the number."""
        taken_in = Municipality.objects.filter(merged_into__in=self.merging, valid_to__gte=self.on)
        later = {other.merged_into_id: other for other in taken_in.order_by("pk")}
        found = [reason for one in self.merging for reason in self._against(one, later.get(one.pk))]
        if self.successor is not None:
            found += self._against_existing()
        elif self.new is not None:
            found += self._against_new()
        else:
            found.append(_("Choose what they merge into."))
        return list(dict.fromkeys(found))

    def _against(self, one, later):
        names = {"name": one.name, "day": day(one.valid_from)}
        if one.merged_into_id is not None:
            return [
                _("%(name)s has already merged into %(into)s.") % {**names, "into": self._successor_of(one)}
            ]
        if one.valid_to is not None:
            return [_("%(name)s no longer exists.") % names]
        if one == self.successor:
            return [_("%(name)s cannot merge into itself.") % names]
        if self.on <= one.valid_from:
            return [_("%(name)s exists since %(day)s only; it cannot end on that day or before it.") % names]
        if later is not None:
            said = _("%(other)s merged into %(name)s on %(day)s, so %(name)s cannot end before that.")
            return [said % {**names, "other": later.name, "day": day(later.valid_to)}]
        return []

    @cached_property
    def _successors(self):
        ended = {one.merged_into_id for one in (*self.merging, *([self.successor] if self.successor else []))}
        return dict(Municipality.objects.filter(pk__in=ended - {None}).values_list("pk", "name"))

    def _successor_of(self, one):
        return self._successors[one.merged_into_id]

    def _against_existing(self):
        into = self.successor
        names = {"name": into.name, "day": day(into.valid_from)}
        if not self.merging:
            return [_("Choose which municipalities merge.")]
        if into.merged_into_id is not None:
            said = _("%(name)s has itself merged into %(into)s; choose that one.")
            return [said % {**names, "into": self._successor_of(into)}]
        if into.valid_to is not None:
            return [_("%(name)s no longer exists.") % names]
        if into.valid_from > self.on:
            return [_("%(name)s exists since %(day)s only; it could not take others in before that.") % names]
        return []

    def _against_new(self):
        if len(self.merging) < 2:
            return [_("A new municipality comes of two or more. Choose them all.")]
        same = Municipality.objects.filter(search_key=search_key(self.new.name)).valid_on(self.on)
        if same.exclude(pk__in=[one.pk for one in self.merging]).exists():
            return [_("There is already a municipality of the name %(name)s.") % {"name": self.new.name}]
        return []
