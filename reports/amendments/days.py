"""As of which day a page reads the plan (`?seisuga=dd.mm.yyyy`), and which version that is."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404
from django.utils.translation import gettext as _

from reports.amendments.versions import Version, versions_of
from silab.common.tables import Unreadable, read_day
from silab.common.templatetags.formats import day


def day_of(request, name: str = "seisuga") -> date | None:
    """Return the day in the address, None where it names none; raise Http404 for what is no date."""
    asked = request.GET.get(name, "").strip()
    if not asked:
        return None
    try:
        return read_day(asked)
    except Unreadable:
        raise Http404 from None


@dataclass(frozen=True)
class Versions:
    """A contract's plans in their order, the original first."""

    all: list[Version]

    @classmethod
    def of(cls, contract) -> "Versions":
        """Read them, in one query."""
        return cls(versions_of(contract))

    @property
    def last(self) -> Version:
        """The plan of today's rows."""
        return self.all[-1]

    def on(self, seen: date | None) -> Version:
        """Return the version in force on a day; the last for None."""
        return next((row for row in reversed(self.all) if seen is None or row.since <= seen), self.all[0])


def version_words(number: int, since: date) -> str:
    """Say which version of the plan is meant: "Plan amended 31.01.2022, amendment 1"."""
    if not number:
        return _("The plan as first agreed")
    return _("Plan amended %(day)s, amendment %(number)s") % {"day": day(since), "number": number}
