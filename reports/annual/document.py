"""The document that a report prints: its form's sections with their figures, marks and evidence, ready for the
template. The funder's page and the PDF show the same one."""

from datetime import date
from decimal import Decimal
from functools import cached_property

from django.utils.html import format_html
from django.utils.translation import gettext as _

from reports.amendments.days import version_words
from reports.annual import headings
from reports.annual.form import ONE_GOAL, Node, form_in, laid_out
from reports.annual.outline import figures_of
from reports.annual.proofs import Proofs
from reports.enums import Pace, SectionKind, TargetGroup, TargetKind
from reports.models import AnnualReport
from silab.common.markdown import to_html
from silab.common.templatetags.formats import euro, figure, moment

#: Kinds that a reader must be told of; a year's own results and milestones speak for themselves.
SAID = (TargetKind.CUMULATIVE, TargetKind.STOCK)
#: A text that nobody has put into English yet, in the English edition.
FOREIGN = '<p class="in-estonian"><small>{}</small></p><div lang="et">{}</div>'


class Document:
    """A report as its readers see it. Numbers and dates are formatted here, once (speed.md)."""

    def __init__(self, report: AnnualReport, figures: dict | None = None, *, language: str = "et"):
        self.report, self.language = report, language
        #: What form A's headings say in English, beside them; nothing in Estonian.
        self.beside = headings.ENGLISH if language == "en" else dict.fromkeys(headings.ENGLISH, "")
        self.figures = figures or figures_of(report)
        self.contract = self.figures["contract"]
        self.year = str(self.figures["year"])
        self.version = str(report.version)
        self.headings = headings
        self.taken_at = moment(report.snapshot.taken_at) if report.snapshot else None
        texts = report.texts.values_list("key", "body", "body_en")
        #: {key: (Markdown, whether it is in another language than the document)}.
        self.written = {key: chosen(body, english, language) for key, body, english in texts}
        self._proofs = Proofs(report.snapshot, self.figures["evidence"])
        self.corrections: list[dict] = []
        self.field_of_action = headings.FIELD_OF_ACTION.format(self.contract["field_of_action"].upper())
        self.sections = form_in(self.figures)
        kinds = [section.kind for section in self.sections]
        #: Which kinds of section the form has.
        self.holds = frozenset(kinds)
        self.goals: list[dict] = []
        self.activities: list[dict] = []
        self.period_targets: list[dict] = []
        # In the order of printing: it gives evidence and corrections their numbers.
        plan_first = _place(kinds, SectionKind.PLAN, SectionKind.DEVIATIONS) < _place(
            kinds, SectionKind.INDICATORS
        )
        for fill in (
            (self._fill_plan, self._fill_goals) if plan_first else (self._fill_goals, self._fill_plan)
        ):
            fill()

    @cached_property
    def nodes(self) -> list[Node]:
        """The sections in their places, told of the goals."""
        return laid_out(self.sections, self.goals)

    @cached_property
    def parts(self) -> list[dict]:
        """The nodes as the templates draw them: with their text and, in the English edition, what the heading says."""
        return [self._part(node) for node in self.nodes]

    @property
    def title(self) -> str:
        """The document's title with its year."""
        return _("Annual report of the strategic partnership %(year)s") % {"year": self.year}

    @cached_property
    def summary(self):
        """Part 1."""
        return self.text("summary")

    @cached_property
    def deviations(self):
        """Part 3.1, the words before its tables."""
        return self.text("deviations")

    @cached_property
    def materials(self):
        """Part 3.2, the words before its list."""
        return self.text("materials")

    @cached_property
    def missed(self) -> list[dict]:
        """The targets that were not reached."""
        return [row for activity in self.activities for row in activity["targets"] if not row["reached"]]

    @cached_property
    def money_deviations(self) -> list[dict]:
        """The activities whose cost is not their budget."""
        return [row for row in self.activities if row["differs"]]

    @cached_property
    def totals(self) -> dict[str, str]:
        """The year's money."""
        return {name: euro(amount) for name, amount in self.figures["totals"].items()}

    @property
    def plan_version(self) -> str:
        """Which version of the plan is meant; "" in figures that were taken before plans had versions."""
        kept = self.figures.get("plan_version")
        return version_words(kept["number"], date.fromisoformat(kept["since"])) if kept else ""

    @property
    def totals_disagree(self) -> bool:
        """Whether the plan states another total than its activities add up to; both print (domain.md §9)."""
        totals = self.figures["totals"]
        return totals["stated"] is not None and totals["stated"] != totals["computed"]

    @cached_property
    def attachments(self) -> list:
        """The materials worked out in the year."""
        return list(self.report.attachments.order_by("pk"))

    @cached_property
    def evidence(self) -> list[dict]:
        """The appendix: each printed figure with the first of the records that it counts."""
        return self._proofs.listed()

    def text(self, key: str, below: int = 2):
        """Return a part's text as safe HTML, "" when nothing is written."""
        body, is_foreign = self.written.get(key, ("", False))
        html = to_html(body, below=below)
        return format_html(FOREIGN, _("in Estonian"), html) if is_foreign else html

    def beside_of(self, node: Node) -> str:
        """Return what a heading says in English, for the English edition; "" where nothing is known or needed."""
        return node.section.heading_en if self.language == "en" else ""

    def _part(self, node):
        return {
            "node": node,
            "beside": self.beside_of(node),
            "text": "" if node.kind == ONE_GOAL else self.text(node.key, node.depth + 1),
            "children": [self._part(child) for child in node.children],
        }

    def _fill_goals(self):
        self.goals = [self._goal(goal) for goal in self.figures["goals"]]

    def _fill_plan(self):
        has_plan = SectionKind.PLAN in self.holds
        self.activities = [self._activity(row) for row in self.figures["activities"]]
        self.period_targets = [
            self._target(row, is_printed=has_plan) for row in self.figures["period_targets"]
        ]

    def _goal(self, goal):
        return {
            "pk": goal["pk"],
            "title": goal["title"],
            "heading": headings.GOAL.format(goal["number"], goal["title"]),
            "anchor": f"eesmark-{goal['number']}",
            "number": str(goal["number"]),
            "key": f"activities:{goal['pk']}",
            "outcomes": [self._outcome(row) for row in goal["outcomes"]],
            "indicators": [self._indicator(row) for row in goal["indicators"]],
            "activities": self.text(f"activities:{goal['pk']}", 4),
        }

    def _outcome(self, row):
        key = f"outcome:{row['pk']}"
        return {"key": key, "number": row["number"], "title": row["title"], "text": self.text(key, 4)}

    def _indicator(self, row):
        begins = _("Not started, begins in %(month)s") % {"month": row["begins"]} if row["begins"] else ""
        return {
            "key": f"indicator:{row['pk']}",
            "number": row["number"],
            "title": row["title"],
            "value": begins or worded(row, row["value"]),
            "has_begun": not begins,
            "text": self.text(f"indicator:{row['pk']}", 4),
            "measure": row["measure"] if row["unit"] else "",
            **self._source(
                row, f"{row['number']} {row['title']}", is_printed=SectionKind.INDICATORS in self.holds
            ),
        }

    def _activity(self, row):
        budget, spent = row["budget"], row["spent"]
        return {
            "key": f"deviation:activity:{row['pk']}",
            "number": str(row["number"]),
            "title": row["title"],
            "period": row["period"],
            "planned_money": _amount(budget),
            "spent_money": _amount(spent),
            "budget": euro(budget) if budget is not None else _("unfunded"),
            "note": row["funding_note"],
            "spent": euro(spent),
            "left": euro(_less(budget, spent)) if budget is not None else "–",
            "differs": _less(budget or "0", spent) != 0,
            "groups": ", ".join(str(TargetGroup(group).label) for group in row["target_groups"]),
            "reason": self.text(f"deviation:activity:{row['pk']}", 3),
            "targets": [
                self._target(target, is_printed=self._prints_target(target)) for target in row["targets"]
            ],
            "span": str(len(row["targets"]) or 1),
        }

    def _prints_target(self, row):
        """The plan prints every target; the deviations those that were missed."""
        missed = row["pace"] != Pace.DONE and SectionKind.DEVIATIONS in self.holds
        return missed or SectionKind.PLAN in self.holds

    def _target(self, row, *, is_printed):
        return {
            "key": f"deviation:target:{row['pk']}",
            "label": row["label"],
            "kind": TargetKind(row["kind"]).label if row["kind"] in SAID else "",
            "planned": worded(row, row["planned"]),
            "done": worded(row, row["done"]),
            "pace": Pace(row["pace"]).label,
            "reached": row["pace"] == Pace.DONE,
            "years": f"{row['from_year']}–{row['to_year']}" if "from_year" in row else "",
            "reason": self.text(f"deviation:target:{row['pk']}", 3),
            "measure": row["measure"] if row["unit"] else "",
            **self._source(
                row, row["label"], is_printed=is_printed, leads_back=SectionKind.PLAN in self.holds
            ),
        }

    def _source(self, row, title, *, is_printed, leads_back=True):
        """Number the evidence of a printed figure, and its correction where it has one.

        `leads_back`: whether the figure prints where its evidence can lead back to it."""
        mark = None
        if row["correction"] and is_printed:
            mark = f"P{len(self.corrections) + 1}"
            self.corrections.append(
                {
                    "mark": mark,
                    "title": title,
                    "counted": worded(row, row["counted"]),
                    "amount": worded(row, row["correction"]["amount"]),
                    "reason": row["correction"]["reason"],
                }
            )
        is_proven = is_printed and SectionKind.EVIDENCE in self.holds
        proof = self._proofs.number(row["figure"], row["unit"]) if is_proven else None
        return {"proof": proof, "mark": mark, "home": self._proofs.home(proof) if leads_back else None}


def _place(kinds, *wanted) -> int:
    return min((kinds.index(kind) for kind in wanted if kind in kinds), default=len(kinds))


def chosen(body: str, english: str, language: str) -> tuple[str, bool]:
    """Return the text to print in a language, and whether it is in Estonian in an English document."""
    if language != "en":
        return body, False
    return (english, False) if english.strip() else (body, bool(body.strip()))


def worded(row, amount) -> str:
    """Return an amount as it prints: money in EUR, a milestone as a word, all else as a number."""
    if row["unit"] == "eur":
        return euro(amount)
    if row.get("kind") == TargetKind.MILESTONE and amount is not None:
        return _("ready") if float(amount) else "–"
    return figure(amount)


def _amount(text):
    return None if text is None else Decimal(text)


def _less(budget, spent):
    return Decimal(budget) - Decimal(spent or 0)
