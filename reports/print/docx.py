"""A report as a document to edit: headings, tables and texts of the frozen figures, nothing in it that runs."""

import io
from datetime import UTC

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reports.annual.document import Document
from reports.enums import SectionKind
from reports.models import AnnualReport
from reports.print import prose

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def report_docx(report: AnnualReport, *, language: str = "et") -> bytes:
    """Return the report's content as DOCX, in the order of its form."""
    with translation.override(language):
        return _Writer(Document(report, language=language), language).written()


class _Writer:
    def __init__(self, doc, language):
        import docx

        self.doc, self.language = doc, language
        self.file = docx.Document()
        prose.dress(self.file)

    def written(self) -> bytes:
        """Write every part and return the file."""
        self._describe()
        self._cover()
        for node in self.doc.nodes:
            self._section(node)
        if SectionKind.DEVIATIONS not in self.doc.holds:
            self._corrections()
        buffer = io.BytesIO()
        self.file.save(buffer)
        return buffer.getvalue()

    def _section(self, node):
        """Write a section: its heading, what it holds, the sections below it."""
        is_plan = node.kind == SectionKind.PLAN
        if is_plan:
            prose.turn(self.file)
        self._heading(node)
        fill = {
            SectionKind.TEXT: self._text,
            SectionKind.ACTIVITIES: self._text,
            SectionKind.GOALS: self._goals,
            SectionKind.OUTCOMES: self._outcomes,
            SectionKind.INDICATORS: self._indicators,
            SectionKind.DEVIATIONS: self._deviations,
            SectionKind.MATERIALS: self._materials,
            SectionKind.PLAN: self._plan,
            SectionKind.EVIDENCE: self._evidence,
        }.get(node.kind)
        if fill:
            fill(node)
        for child in node.children:
            self._section(child)
        if is_plan:
            prose.turn(self.file)

    def _heading(self, node):
        """Write an official heading as it is, and what it says in English below it."""
        self.file.add_heading(prose.clean(node.heading), node.depth)
        if beside := self.doc.beside_of(node):
            self.file.add_paragraph(prose.clean(beside), style="Subtitle")

    def prose(self, key: str, level: int):
        """Write a text that people wrote, "–" where there is none."""
        body, is_foreign = self.doc.written.get(key, ("", False))
        if is_foreign:
            self.file.add_paragraph(_("in Estonian"), style="Subtitle")
        prose.write(self.file, body or "–", below=level)

    def table(self, titles, rows):
        """Write a table whose heading row is repeated on each page and whose rows are not torn."""
        prose.table(self.file, [str(title) for title in titles], rows)

    def said(self, key: str) -> str:
        """Return a text for a cell."""
        return prose.plain(self.doc.written.get(key, ("", False))[0]) or "–"

    def _describe(self):
        about, taken = self.file.core_properties, self.doc.report.snapshot
        about.title, about.language = self.doc.title, self.language
        about.author = about.last_modified_by = "MTÜ Sotsiaalse Innovatsiooni Labor"
        about.comments = ""
        if taken is not None:
            about.created = about.modified = taken.taken_at.astimezone(UTC).replace(tzinfo=None)

    def _cover(self):
        self.file.add_heading(prose.clean(self.doc.title), 0)
        facts = [
            (_("Contract"), self.doc.contract["title"]),
            (_("Funder"), self.doc.contract["funder"]),
            (_("Year of the report"), self.doc.year),
            (_("Figures taken"), self.doc.taken_at or "–"),
            (_("Version"), self.doc.version),
        ]
        for name, value in facts:
            self.file.add_paragraph(prose.clean(f"{name}: {value}"))

    def _text(self, node):
        self.prose(node.key, node.depth)

    def _goals(self, node):
        if not node.goals:
            self.file.add_paragraph(_("The contract has no goals."))

    def _outcomes(self, node):
        if not node.rows:
            self.file.add_paragraph(_("No expected outcomes have been agreed."))
            return
        titles = (pgettext("number", "No"), _("Expected outcome"), _("State at the year's end"))
        self.table(titles, [(row["number"], row["title"], self.said(row["key"])) for row in node.rows])

    def _indicators(self, node):
        if not node.rows:
            self.file.add_paragraph(_("No success indicators have been agreed."))
            return
        titles = (pgettext("number", "No"), _("Success indicator"), _("Value"), _("Description"))
        rows = [
            (row["number"], row["title"], _sourced(row, "value"), self.said(row["key"])) for row in node.rows
        ]
        self.table(titles, rows)

    def _deviations(self, node):
        doc = self.doc
        self._text(node)
        if doc.missed:
            self.file.add_paragraph(_("Planned results that were not reached"), style="Caption")
            rows = [(r["label"], r["planned"], _sourced(r, "done"), self.said(r["key"])) for r in doc.missed]
            titles = (_("Planned result"), _("Planned"), pgettext("figure", "Done"), _("Reason"))
            self.table(titles, rows)
        if doc.money_deviations:
            self.file.add_paragraph(_("Costs that differ from the budget"), style="Caption")
            rows = [(r["title"], r["budget"], r["spent"], self.said(r["key"])) for r in doc.money_deviations]
            self.table((_("Activity"), _("Budget"), _("Spent"), _("Explanation")), rows)
        self._corrections()

    def _corrections(self):
        if not self.doc.corrections:
            return
        self.file.add_paragraph(_("Figures corrected by hand"), style="Caption")
        keys = ("mark", "title", "counted", "amount", "reason")
        rows = [tuple(row[key] for key in keys) for row in self.doc.corrections]
        self.table((_("Mark"), _("Figure"), _("Counted"), _("Printed"), _("Reason")), rows)

    def _materials(self, node):
        self._text(node)
        for row in self.doc.attachments:
            told = f"{row.title}: {row.url}" if row.url else f"{row.title} ({row.file_name})"
            self.file.add_paragraph(prose.clean(told), style="List Bullet")

    def _plan(self, _node):
        doc = self.doc
        number, planned, done = pgettext("number", "No"), _("Planned"), pgettext("figure", "Done")
        if doc.plan_version:
            self.file.add_paragraph(f"{doc.plan_version}.")
        if doc.period_targets:
            self.file.add_paragraph(
                _("Targets for the whole period, reached by the year's end"), style="Caption"
            )
            rows = [
                (row["label"], row["years"], row["planned"], _sourced(row, "done"))
                for row in doc.period_targets
            ]
            self.table((_("Target"), _("Period"), planned, _("Done by now")), rows)
        rows = [row for activity in doc.activities for row in _plan_rows(activity)]
        totals = doc.totals
        rows.append(
            ("", _("Total of the activities' budgets"), "", "", "", "", totals["computed"], totals["spent"])
        )
        if doc.totals_disagree:
            rows.append(("", _("Total as the plan states it"), "", "", "", "", totals["stated"], ""))
        said = _("Plan of %(year)s beside what was done and spent") % {"year": doc.year}
        self.file.add_paragraph(said, style="Caption")
        titles = (number, _("Activity and period"), _("Planned result"), planned, done, _("State"))
        self.table((*titles, _("Budget"), _("Spent")), rows)

    def _evidence(self, node):
        for proof in self.doc.evidence:
            self.file.add_heading(prose.clean(f"{proof['number']} {proof['title']}"), node.depth + 1)
            said = _("records counted: %(count)s") % {"count": proof["count"]}
            self.file.add_paragraph(f"{proof['period']} · {said}")
            self._records(proof)

    def _records(self, proof):
        """The first records that a figure counts; the workbook and the PDF's files hold them all."""
        titles = {"code": _("Code"), "label": _("Record"), "on": _("Date")}
        if proof["placed"]:
            titles["place"] = _("Municipality")
        if proof["added"]:
            titles["amount"] = proof["added"]
        self.table(titles.values(), [[row[key] for key in titles] for row in proof["records"]])
        if proof["more"]:
            said = _("And %(more)s more in the file toendid.csv.") % {"more": proof["more"]}
            self.file.add_paragraph(said)


def _plan_rows(activity):
    """An activity's results, its name and money on the first alone."""
    groups = [part for part in (activity["period"], activity["groups"]) if part]
    head = (activity["number"], "\n".join([activity["title"], *groups]))
    money = (activity["budget"], activity["spent"])
    for row in activity["targets"] or [None]:
        told = ("–",) * 4
        if row:
            label = f"{row['label']} ({row['kind']})" if row["kind"] else row["label"]
            told = (label, row["planned"], _sourced(row, "done"), row["pace"])
        yield (*head, *told, *money)
        head, money = ("", ""), ("", "")


def _sourced(row, key) -> str:
    """A figure with the numbers of its correction and its evidence."""
    marks = [mark for mark in (row["mark"], row["proof"]) if mark]
    return f"{row[key]} [{', '.join(marks)}]" if marks else str(row[key])
