"""The page of one measure over time: everything that it shows, counted at once."""

from dataclasses import dataclass
from functools import cached_property

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from reports.enums import TargetKind
from reports.figures import kept_figures
from reports.models import Correction
from reports.overtime.addresses import indicator_url
from reports.overtime.changed import Change, records_url, since_changed
from reports.overtime.forecast import Forecast, forecasts, is_running
from reports.overtime.printed import Printed, printed_by, standing_reports
from reports.overtime.series import chart, figures_asked, values, worded
from reports.overtime.steps import SIZES, steps_until
from reports.overtime.subjects import KIND_WORDS, WHOLE, Subject, subjects_of
from silab import measures
from silab.common.lists import Column
from silab.common.templatetags.formats import figure


@dataclass(frozen=True)
class Reported:
    """A figure of a standing report, all that it is called there, what its records say now, and the change."""

    printed: Printed
    titles: list[str]
    now: str
    change: Change | None


class IndicatorPage:
    """One measure of a contract, counted one way, as of a day."""

    def __init__(self, contract, code: str, *, day, size: str, kind: str):
        self.contract, self.code, self.day, self.size = contract, code, day, size
        self.subjects = self._subjects()
        self.subject = self._chosen(kind)
        self.steps = steps_until(contract, day, size)

    @cached_property
    def printed(self) -> list[Printed]:
        """What standing reports printed of it."""
        return [one for one in self._all_printed if one.is_of(self.subject)]

    @cached_property
    def _all_printed(self) -> list[Printed]:
        return [one for report in standing_reports(self.contract) for one in printed_by(report)]

    @property
    def measure(self):
        """The measure; None where no app declares it (any more)."""
        return self.subject.measure

    @property
    def kinds(self) -> list[tuple[str, str, str]]:
        """(kind, its words, its page) of each way in which the contract counts the measure."""
        return [(one.kind, one.kind_words, self.url(liik=one.kind)) for one in self.subjects]

    @property
    def sizes(self) -> list[tuple[str, str, str]]:
        """(size, its words, its page) of each size of steps."""
        return [(size, str(words), self.url(samm=size)) for size, words in SIZES.items()]

    def url(self, **changes) -> str:
        """Return this page's address with some of what it asks changed."""
        asked = {"liik": self.subject.kind, "seisuga": f"{self.day:%d.%m.%Y}", "samm": self.size, **changes}
        return indicator_url(self.contract, self.code, asked.pop("liik"), **asked)

    @cached_property
    def values(self):
        """The value at the end of each step."""
        return values(self.subject, self.contract, self.steps, self._counted)

    @cached_property
    def now(self):
        """The value as of the day, which is the last step's."""
        return self.values[-1] if self.values else None

    @property
    def has_own(self) -> bool:
        """Whether the steps alone have values besides those of the year so far."""
        return any(row.own for row in self.values)

    @cached_property
    def chart(self):
        """The drawing, or None."""
        return chart(self.subject, self.values)

    @cached_property
    def reported(self) -> list[Reported]:
        """What each standing report printed, once a figure, beside what its records say now."""
        changes, _uncounted = since_changed(self.printed, self.contract, self._counted)
        by_figure = {(change.report.pk, change.name): change for change in changes}
        rows: dict[tuple, Reported] = {}
        for one in self.printed:
            now = worded(self.subject, self._counted.get(one.figure)) if one.figure and self.measure else "–"
            change = by_figure.get((one.report.pk, one.row["figure"]))
            row = rows.setdefault((one.year, one.row["figure"], one.value), Reported(one, [], now, change))
            row.titles.append(one.title)
        return list(rows.values())

    @cached_property
    def corrections(self):
        """The marked corrections that print in place of the count."""
        found = Correction.objects.filter(contract=self.contract, measure=self.code)
        return list(found.filter(kind=self.subject.kind).order_by("year"))

    @cached_property
    def forecast(self) -> Forecast | None:
        """How the running year will end; None for any other, and for a target of several years."""
        if self.subject.kind == WHOLE or not is_running(self.contract, self.day.year):
            return None
        return forecasts(self.contract, [self.subject])[0]

    def columns(self):
        """The columns of the exported table."""
        return (
            Column("title", _("Step"), ""),
            Column("first", _("From"), ""),
            Column("last", _("To"), ""),
            Column("kind", _("Counted"), ""),
            Column("value", _("Value"), "", text=figure, numeric=True),
            Column("target", _("Target of the year"), ""),
            Column("printed", _("Printed in the report"), ""),
        )

    def rows(self):
        """Yield the rows of the exported table."""
        printed = {}
        for one in self.printed:
            printed.setdefault(one.year, one.value)
        for row in self.values:
            ends_year = (row.step.last.month, row.step.last.day) == (12, 31)
            yield (
                row.step.title,
                row.period.first if row.period else row.step.first,
                row.period.last if row.period else row.step.last,
                self.subject.kind_words,
                row.value,
                row.planned_words,
                printed.get(row.step.last.year, "") if ends_year else "",
            )

    @cached_property
    def _counted(self):
        known = measures.all_measures()
        asked = figures_asked(self.subject, self.contract, self.steps)
        asked += [one.figure for one in self.printed if one.figure]
        return kept_figures([key for key in asked if key[0] in known], self.contract)

    def _chosen(self, kind) -> Subject:
        """The way of counting that is asked for, by default the first; raise Http404 for one that is not there."""
        for one in self.subjects:
            if not kind or one.kind == kind:
                return one
        raise Http404

    def _subjects(self) -> list[Subject]:
        """What the contract says of the measure; a measure that it does not name is counted as the year's own.

        Raises Http404 for one that nobody declares, plans or has ever printed.
        """
        found = subjects_of(self.contract, self.code)
        if found:
            return found
        if self.code in measures.all_measures():
            return [Subject(self.code, TargetKind.INCREMENT)]
        old = next((one for one in self._all_printed if one.row["measure"] == self.code), None)
        if old is None:
            raise Http404
        kind = WHOLE if old.role == WHOLE else old.row.get("kind")
        return [Subject(self.code, kind if kind in KIND_WORDS else TargetKind.INCREMENT)]


def records_of(page: IndicatorPage) -> str:
    """Return the address of the records behind the value of the day."""
    now = page.now
    if not now or not now.period or page.measure is None:
        return ""
    return records_url(page.code, page.contract, page.day.year, now.period)
