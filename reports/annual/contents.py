"""The contents beside the writing page: its parts in the form's order, and how much of each is written."""

from dataclasses import dataclass

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from reports.annual import headings
from reports.annual.form import ONE_GOAL
from reports.annual.progress import Progress


@dataclass(frozen=True)
class Chapter(Progress):
    """A stretch of the writing page with one or more texts."""

    title: str
    anchor: str
    fields: tuple

    @property
    def anchors(self) -> str:
        """The places of its texts on the page; the script counts them again while one writes."""
        return " ".join(field.anchor for field in self.fields)

    @property
    def filled(self) -> int:
        """How many of its texts hold words that somebody has read: a draft from records does not count yet."""
        return sum(bool(field.body.strip()) and not field.text.is_prefilled for field in self.fields)

    @property
    def count(self) -> str:
        """Written of all, ready to print: 3/4."""
        return f"{self.filled}/{len(self.fields)}"

    @property
    def state(self) -> str:
        """Full, some or none."""
        if self.filled == len(self.fields):
            return "full"
        return "some" if self.filled else "none"


def contents_of(editor) -> list[tuple[str, list[Chapter]]]:
    """Return the chapters by group; a group without a title stands by itself."""
    found: list[tuple[str, list[Chapter]]] = []
    for stretch in editor.stretches:
        own = _chapters([stretch])
        if own:
            found.append(("", own))
        for child in stretch.children:
            if child.node.kind == ONE_GOAL:
                said = _("Goal %(number)s") % {"number": child.node.goals[0]["number"]}
                found.append((said, _below(child)))
        others = [child for child in stretch.children if child.node.kind != ONE_GOAL]
        if others:
            found.append((_short(stretch.node), [each for child in others for each in _below(child)]))
    return [(title, chapters) for title, chapters in found if chapters]


def _below(stretch):
    return [*_chapters([stretch]), *(each for child in stretch.children for each in _below(child))]


def _chapters(stretches):
    return [
        Chapter(_short(stretch.node), stretch.node.anchor, tuple(stretch.fields))
        for stretch in stretches
        if stretch.fields
    ]


def _short(node) -> str:
    """A short name for a section: form A's have theirs, others begin as their heading does."""
    known = {
        headings.SUMMARY: _("Assessment and plans"),
        headings.OUTCOMES: _("Expected outcomes"),
        headings.INDICATORS: _("Success indicators"),
        headings.ACTIVITIES: _("Main activities"),
        headings.GENERAL: _("General information"),
        headings.DEVIATIONS: _("Deviations"),
        headings.MATERIALS: _("Materials"),
    }
    return known.get(node.heading) or Truncator(node.heading).chars(60)
