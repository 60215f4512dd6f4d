"""A report as a document to edit: headings, tables and texts of the frozen figures, nothing in it that runs."""

import io
from datetime import UTC

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reports.annual.document import Document
from reports.models import AnnualReport
from reports.print import prose

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def report_docx(report: AnnualReport, *, language: str = "et") -> bytes:
    """Return the report's content as DOCX, in the order of form A."""
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
        self.heading("SUMMARY", 1)
        self.prose("summary", 1)
        self.heading("FIELD_OF_ACTION", 1, self.doc.field_of_action)
        for goal in self.doc.goals:
            self._goal(goal)
        self._general()
        self._plan()
        self._evidence()
        buffer = io.BytesIO()
        self.file.save(buffer)
        return buffer.getvalue()

    def heading(self, name: str, level: int, text: str = ""):
        """Write an official heading as it is, and what it says in English below it."""
        self.file.add_heading(prose.clean(text or getattr(self.doc.headings, name)), level)
        if self.doc.beside[name]:
            self.file.add_paragraph(self.doc.beside[name], style="Subtitle")

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

    def _goal(self, goal):
        self.heading("GOAL", 2, goal["heading"])
        self.heading("OUTCOMES", 3)
        number = pgettext("number", "No")
        titles = (number, _("Expected outcome"), _("State at the year's end"))
        self.table(titles, [(row["number"], row["title"], self.said(row["key"])) for row in goal["outcomes"]])
        self.heading("INDICATORS", 3)
        titles = (number, _("Success indicator"), _("Value"), _("Description"))
        rows = [
            (row["number"], row["title"], _sourced(row, "value"), self.said(row["key"]))
            for row in goal["indicators"]
        ]
        self.table(titles, rows)
        self.heading("ACTIVITIES", 3)
        self.prose(goal["key"], 3)

    def _general(self):
        doc = self.doc
        self.heading("GENERAL", 1)
        self.heading("DEVIATIONS", 2)
        self.prose("deviations", 2)
        planned, done = _("Planned"), pgettext("figure", "Done")
        if doc.missed:
            self.file.add_paragraph(_("Planned results that were not reached"), style="Caption")
            rows = [(r["label"], r["planned"], _sourced(r, "done"), self.said(r["key"])) for r in doc.missed]
            self.table((_("Planned result"), planned, done, _("Reason")), rows)
        if doc.money_deviations:
            self.file.add_paragraph(_("Costs that differ from the budget"), style="Caption")
            rows = [(r["title"], r["budget"], r["spent"], self.said(r["key"])) for r in doc.money_deviations]
            self.table((_("Activity"), _("Budget"), _("Spent"), _("Explanation")), rows)
        if doc.corrections:
            self.file.add_paragraph(_("Figures corrected by hand"), style="Caption")
            keys = ("mark", "title", "counted", "amount", "reason")
            rows = [tuple(row[key] for key in keys) for row in doc.corrections]
            self.table((_("Mark"), _("Figure"), _("Counted"), _("Printed"), _("Reason")), rows)
        self.heading("MATERIALS", 2)
        self.prose("materials", 2)
        for row in doc.attachments:
            told = f"{row.title}: {row.url}" if row.url else f"{row.title} ({row.file_name})"
            self.file.add_paragraph(prose.clean(told), style="List Bullet")

    def _plan(self):
        doc = self.doc
        prose.turn(self.file)
        self.heading("PLAN", 1)
        number, planned, done = pgettext("number", "No"), _("Planned"), pgettext("figure", "Done")
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
        prose.turn(self.file)

    def _evidence(self):
        self.heading("EVIDENCE", 1)
        for proof in self.doc.evidence:
            self.file.add_heading(prose.clean(f"{proof['number']} {proof['title']}"), 2)
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
