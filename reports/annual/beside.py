"""Last year's report beside this year's: the same part's text, matched by its key."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from reports.annual.document import worded
from reports.annual.outline import parts
from reports.enums import ReportState
from reports.models import AnnualReport
from silab.common.markdown import to_html

#: A returned version does not count: its next one says better what was meant.
SENT_OFF = (ReportState.SUBMITTED, ReportState.ACCEPTED)


@dataclass(frozen=True)
class Side:
    """One part of a year's report as readers see it: what was reached, in words, and the text as safe HTML."""

    said: str
    text: str

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not self.said and not self.text


class LastYear:
    """The last report of the year before that was sent; `report` is None where there is none."""

    def __init__(self, report: AnnualReport, figures: dict):
        before = AnnualReport.objects.filter(
            contract=report.contract_id, year=report.year - 1, state__in=SENT_OFF
        )
        self.report = before.select_related("snapshot").order_by("-version").first()
        self.year = str(report.year - 1)
        self._figures = self.report.snapshot.figures if self.report and self.report.snapshot else {}
        self._ours = _identities(figures)
        self._theirs = {identity: key for key, identity in _identities(self._figures).items()}

    def key_of(self, key: str) -> str:
        """Return what a part was called last year. Outcomes, indicators and goals keep their keys within a
        contract; a year's targets and activities are found by what they say."""
        return self._theirs.get(self._ours[key], "") if key in self._ours else key

    def holds(self, key: str) -> bool:
        """Whether last year's report has this part."""
        known = self.key_of(key)
        return bool(known) and (known in self._texts or known in self._said)

    def side(self, key: str) -> Side:
        """Return a part as last year's report has it."""
        return self._side(self.key_of(key))

    @cached_property
    def left_over(self) -> list[tuple[str, Side]]:
        """What last year's report said of targets and activities that this year's does not have: (title, side)."""
        met = {self.key_of(key) for key in self._ours}
        if not self._figures:
            return []
        return [
            (part.title, self._side(key))
            for key, part in parts(self._figures).items()
            if key.startswith("deviation:") and key not in met and key in self._texts
        ]

    def _side(self, key):
        return Side(self._said.get(key, ""), to_html(self._texts.get(key, ""), below=4))

    @cached_property
    def _texts(self) -> dict[str, str]:
        if self.report is None:
            return {}
        return dict(self.report.texts.exclude(body="").values_list("key", "body"))

    @cached_property
    def _said(self) -> dict[str, str]:
        return said_of(self._figures)


def said_of(figures: dict) -> dict[str, str]:
    """Return what a year reached, in words, by part: values of indicators, plan and done of targets."""
    if not figures:
        return {}
    found = {}
    for row in (row for goal in figures["goals"] for row in goal["indicators"]):
        begins = _("Not started, begins in %(month)s") % {"month": row["begins"]} if row["begins"] else ""
        found[f"indicator:{row['pk']}"] = begins or worded(row, row["value"])
    for row in (row for activity in figures["activities"] for row in activity["targets"]):
        words = {"planned": worded(row, row["planned"]), "done": worded(row, row["done"])}
        found[f"deviation:target:{row['pk']}"] = _("planned %(planned)s, done %(done)s") % words
    return found


def _identities(figures):
    """What a year's targets and activities are told by in another year, by key: each the first of its kind."""
    found: dict[str, tuple] = {}
    for activity in figures.get("activities", ()):
        found[f"deviation:activity:{activity['pk']}"] = ("activity", activity["title"].casefold())
        for row in activity["targets"]:
            found[f"deviation:target:{row['pk']}"] = ("target", row["measure"], row["kind"])
    return found
