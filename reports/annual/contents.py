"""The contents beside the writing page: its parts in form A's order, and how much of each is written."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

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
    deviations = (editor.deviations, *_fields(editor.missed), *_fields(editor.money))
    return [
        ("", [Chapter(_("Assessment and plans"), "kokkuvote", (editor.summary,))]),
        *((_("Goal %(number)s") % {"number": goal["number"]}, _of_goal(goal)) for goal in editor.goals),
        (
            _("General information"),
            [
                Chapter(_("Deviations"), "korvalekalded", deviations),
                Chapter(_("Materials"), "materjalid", (editor.materials,)),
            ],
        ),
    ]


def _of_goal(goal):
    place = goal["anchor"]
    chapters = [
        Chapter(_("Expected outcomes"), f"{place}-tulemused", _fields(goal["outcomes"])),
        Chapter(_("Success indicators"), f"{place}-indikaatorid", _fields(goal["indicators"])),
        Chapter(_("Main activities"), f"{place}-tegevused", (goal["activities"],)),
    ]
    return [chapter for chapter in chapters if chapter.fields]


def _fields(rows):
    return tuple(field for _row, field in rows)
