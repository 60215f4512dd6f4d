"""All that a contract follows, year by year: what a sent report printed, else what the records say."""

from django.utils.html import format_html
from django.utils.translation import gettext as _

from reports.figures import Figure, kept_figures
from reports.overtime.addresses import indicator_prefix
from reports.overtime.changed import records_url
from reports.overtime.printed import printed_by, standing_reports
from reports.overtime.series import worded
from reports.overtime.steps import YEAR, Step, steps_until
from reports.overtime.subjects import Subject, subjects_of
from silab.common.lists import Column
from silab.common.templatetags.formats import figure


class Overview:
    """The table of indicators and targets; rows are dicts that `KnownRows` reads."""

    def __init__(self, contract, day):
        self.contract, self.day = contract, day
        self.years = [step for step in steps_until(contract, day, YEAR) if step.first <= day]
        self.subjects = subjects_of(contract)
        self.reports = {report.year: report for report in standing_reports(contract)}

    def columns(self, *, exported: bool) -> tuple[Column, ...]:
        """What, how it is counted, and the years: in a file the value, its target and its source each apart."""
        years: list[Column] = []
        for step in self.years:
            told = {"year": step.title}
            if exported:
                years += (
                    _number(f"done_{step.title}", _("%(year)s: done") % told),
                    _number(f"planned_{step.title}", _("%(year)s: target") % told),
                    Column(f"source_{step.title}", _("%(year)s: source") % told, f"source_{step.title}"),
                )
            else:
                years.append(Column(step.title, step.title, f"year_{step.title}", numeric=True))
        return (
            Column("title", _("Indicator or target"), "title"),
            Column("kind", _("Counted"), "kind"),
            *years,
        )

    def rows(self, *, linked: bool) -> list[dict]:
        """Return a row for each subject; `linked` makes links of what can be opened, for pages, not for files."""
        printed = {
            year: list(printed_by(report)) for year, report in self.reports.items() if self._is_whole(year)
        }
        cells = {
            (place, step): next((one for one in printed.get(step.first.year, ()) if one.is_of(subject)), None)
            for place, subject in enumerate(self.subjects)
            for step in self.years
        }
        counted = kept_figures(self._to_count(cells), self.contract)
        before, after = indicator_prefix(self.contract)
        rows = []
        for place, subject in enumerate(self.subjects):
            url = f"{before}{subject.code}{after}&liik={subject.kind}"
            row = {
                "title": _titled(subject, url) if linked else "; ".join(subject.names),
                "kind": subject.kind_words,
            }
            for step in self.years:
                one = cells[place, step]
                if linked:
                    row[f"year_{step.title}"] = _shown(*self._cell(subject, step, one, counted))
                else:
                    row |= self._exported(subject, step, one, counted)
            rows.append(row)
        return rows

    def _exported(self, subject: Subject, step: Step, one, counted) -> dict:
        """A year's cells in a file, numbers as numbers so that they can be added up."""
        planned = list(subject.planned(step.first.year))
        period = subject.period(self.contract, step.last)
        if one is not None:
            done = one.value if one.amount is None else one.amount
        else:
            done = counted.get((subject.code, period)) if period else None
        source = _("annual report") if one is not None else _("records") if done is not None else ""
        return {
            f"done_{step.title}": done,
            f"planned_{step.title}": planned[0] if len(planned) == 1 else "; ".join(map(figure, planned)),
            f"source_{step.title}": str(source),
        }

    def _is_whole(self, year):
        """Whether the year is asked for to its end, as its report has it."""
        return all(not step.is_cut for step in self.years if step.first.year == year)

    def _to_count(self, cells) -> list[Figure]:
        figures = []
        for (place, step), one in cells.items():
            subject = self.subjects[place]
            period = subject.period(self.contract, step.last)
            if one is None and period:
                figures.append((subject.code, period))
        return figures

    def _cell(self, subject: Subject, step: Step, one, counted):
        """(value in words, target in words, whether a report printed it, address of the records)."""
        planned = "; ".join(worded(subject, amount) for amount in subject.planned(step.first.year))
        if one is not None:
            code, period = one.figure or (subject.code, None)
            url = records_url(code, self.contract, one.year, period) if period and subject.measure else ""
            return one.value, planned, True, url if one.counted is not None else ""
        period = subject.period(self.contract, step.last)
        value = counted.get((subject.code, period)) if period else None
        url = (
            records_url(subject.code, self.contract, step.last.year, period)
            if period and value is not None
            else ""
        )
        return worded(subject, value), planned, False, url


def _titled(subject, url):
    also = "; ".join(subject.names[1:])
    link = format_html('<a href="{}">{}</a>', url, subject.title)
    return format_html('{} <span class="small soft">{}</span>', link, also) if also else link


def _number(field, title):
    return Column(
        field,
        title,
        field,
        text=lambda value: value if isinstance(value, str) else figure(value),
        numeric=True,
    )


def _shown(value, planned, is_printed, url):
    number = format_html('<a href="{}">{}</a>', url, value) if url else value
    mark = format_html('<abbr title="{}">A</abbr> ', _("printed in the annual report")) if is_printed else ""
    target = format_html(' <span class="soft">/ {}</span>', planned) if planned else ""
    # In one element: on a phone a cell is a grid of its label and this.
    return format_html("<span>{}{}{}</span>", mark, number, target)
