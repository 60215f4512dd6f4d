"""The document that a programme report prints: form B's parts with their figures and evidence, ready for the
template. The page and the PDF show the same one."""

from datetime import date
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext as _

from reports.annual.proofs import Proofs
from reports.models import ProgrammeReport
from reports.programme import headings
from reports.programme.outline import activities, figures_of
from silab.common.markdown import to_html
from silab.common.templatetags.formats import day, figure, moment
from silab.measures import in_words
from trainings.feedback.figures import HIGH


class Document:
    """A programme report as its readers see it. Numbers and dates are formatted here, once."""

    def __init__(self, report: ProgrammeReport, figures: dict | None = None):
        self.report = report
        self.figures = figures or figures_of(report)
        self.programme = self.figures["programme"]
        self.version = str(report.version)
        self.headings = headings
        self.taken_at = moment(report.snapshot.taken_at) if report.snapshot else None
        self.dated_on, self.author = day(report.dated_on), report.author
        first, last = self.figures["period"]
        self.period = f"{_day(first)}–{_day(last)}"
        self._texts = dict(report.texts.values_list("key", "body"))
        # In the order of printing: it gives evidence its numbers.
        self._proofs = Proofs(report.snapshot, self.figures["evidence"])
        self.funnel = [self._figure(row) for row in self.figures["funnel"]]
        self.results = [self._figure(row) for row in self.figures["results"]]
        self.targets = [self._target(row) for row in self.figures["targets"]]

    @property
    def title(self) -> str:
        """The document's title with the programme's name."""
        return _("Report of the training programme: %(name)s") % {"name": self.programme["name"]}

    @cached_property
    def sections(self) -> list[dict]:
        """Part 1: its sections, each with its words."""
        return [
            {"key": key, "anchor": f"osa-{key}", "title": title, "text": self.text(key, 3)}
            for key, title in activities().items()
        ]

    @cached_property
    def groups(self) -> list[dict]:
        """The groups with their teams and workshops."""
        return [
            {
                "name": group["name"],
                "teams": ", ".join(group["teams"]) or "–",
                "workshops": [_workshop(row) for row in group["workshops"]],
            }
            for group in self.figures["groups"]
        ]

    @cached_property
    def joint(self) -> list[dict]:
        """The days of everybody: a closing event, or all days of a programme without groups."""
        return [_workshop(row) for row in self.figures["joint"]]

    @cached_property
    def mentoring(self) -> dict:
        """Contact hours of each team beside the quota."""
        found = self.figures["mentoring"]
        quota = figure(found["quota"])
        teams = [
            {"name": row["name"], "hours": figure(row["hours"]), "talks": str(row["talks"]), "quota": quota}
            for row in found["teams"]
        ]
        return {
            "teams": teams,
            "planned": figure(found["planned"]),
            "delivered": figure(found["delivered"]),
            "quota": quota,
        }

    @cached_property
    def deviations(self) -> list[dict]:
        """The promised results that came out otherwise."""
        return [row for row in self.targets if row["differs"]]

    @cached_property
    def attachments(self) -> list:
        """The materials worked out in the programme."""
        return list(self.report.attachments.order_by("pk"))

    @cached_property
    def evidence(self) -> list[dict]:
        """The appendix: each printed figure with the first of the records that it counts."""
        return self._proofs.listed()

    @property
    def results_text(self):
        """Part 2, the words before its table."""
        return self.text("results")

    @property
    def deviations_text(self):
        """Part 3, the words before its table."""
        return self.text("deviations")

    @property
    def materials_text(self):
        """Part 4, the words before its list."""
        return self.text("materials")

    @property
    def advice_text(self):
        """Part 5."""
        return self.text("advice")

    def text(self, key: str, below: int = 2):
        """Return a part's text as safe HTML, "" when nothing is written."""
        return to_html(self._texts.get(key, ""), below=below)

    def _figure(self, row):
        return {
            "title": row["title"],
            "measure": row["measure"],
            "value": _value(row["value"], row["unit"]),
            "note": self._note(row),
            "mark": None,
            "proof": self._proofs.number(row["figure"], row["unit"]),
        }

    def _note(self, row):
        """What a reader must know beside the figure: how many answered, how much was planned."""
        if row["value"] is None:
            return ""
        if row["measure"] == "trainings.recommendation_index":
            told = self.figures["recommendation"]
            high = _("high") if told["is_high"] else _("high begins at %(mark)s") % {"mark": figure(HIGH)}
            answered = _("answered by %(answered)s") % {"answered": figure(told["answered"])}
            return f"{answered}, NPS {figure(told['nps'])}, {high}"
        if row["measure"] == "trainings.mentoring_hours" and self.figures["mentoring"]["planned"]:
            return _("planned %(planned)s") % {"planned": figure(self.figures["mentoring"]["planned"])}
        return ""

    def _target(self, row):
        return {
            "key": f"deviation:target:{row['pk']}",
            "pk": str(row["pk"]),
            "label": row["label"],
            "planned": _value(row["planned"], row["unit"]),
            "done": _value(row["done"], row["unit"]),
            "differs": row["differs"],
            "is_short": row["is_short"],
            "mark": None,
            "reason": self.text(f"deviation:target:{row['pk']}", 3),
            "proof": self._proofs.number(row["figure"], row["unit"]),
        }


def _workshop(row):
    return {
        "number": str(row["number"]),
        "on": _day(row["on"]),
        "title": row["title"],
        "place": row["place"],
        "topics": row["topics"],
        "there": figure(row["there"]) if row["there"] else "–",
    }


def _value(amount, unit):
    return in_words(Decimal(amount), unit) if unit == "of_ten" and amount else figure(amount)


def _day(text):
    return day(date.fromisoformat(text)) if text else "–"
