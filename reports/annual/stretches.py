"""The writing page in the order of the report's form: each section with the fields to write in and what stands
beside them."""

from dataclasses import dataclass

from reports.annual.fields import Field
from reports.annual.form import WRITTEN, Node
from reports.enums import SectionKind

#: Lines of a section's own text by what it holds.
ROWS = {
    SectionKind.TEXT: "14",
    SectionKind.ACTIVITIES: "12",
    SectionKind.DEVIATIONS: "6",
    SectionKind.MATERIALS: "4",
}
#: Sections that the portal fills from records alone: they are looked at in the preview.
SHOWN_ONLY = (SectionKind.PLAN, SectionKind.EVIDENCE)


@dataclass
class Stretch:
    """A section with its own text (None where it has none), its rows with their fields, the sections below it."""

    node: Node
    field: Field | None
    rows: list[tuple]
    children: list["Stretch"]

    @property
    def fields(self) -> list[Field]:
        """Every field of this section, without those of the sections below it."""
        return [*([self.field] if self.field else []), *(field for _row, field in self.rows)]


def stretches_of(editor) -> list[Stretch]:
    """Return the sections of the editor's report that something is written in, or that stand above such."""
    return _stretches(editor, editor.document.nodes)


def _stretches(editor, nodes):
    found = [_stretch(editor, node) for node in nodes]
    return [each for each in found if each.children or each.node.kind not in SHOWN_ONLY]


def _stretch(editor, node):
    return Stretch(
        node=node,
        field=editor.field(node.key, rows=ROWS[node.kind]) if node.kind in WRITTEN else None,
        rows=list(_rows(editor, node)),
        children=_stretches(editor, node.children),
    )


def _rows(editor, node):
    if node.kind == SectionKind.DEVIATIONS:
        yield from editor.missed
        yield from editor.money
    lines = "2" if node.kind == SectionKind.INDICATORS else "3"
    for row in node.rows:
        yield row, editor.field(row["key"], rows=lines)
