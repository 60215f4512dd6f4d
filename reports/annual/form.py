"""The form that an annual report follows: its sections in order, the one description that all of its faces walk.

A contract's own sections (FormSection), else form A. Taking figures freezes them with the figures, so that a
report prints for ever with the form that it was sent with."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields, replace

from reports.annual import headings
from reports.enums import SectionKind
from reports.models import FormSection, Goal

#: A goal's own heading, below a section that tells goal by goal.
ONE_GOAL = "goal"
#: What a section below "each goal" tells of one goal.
OF_A_GOAL = (SectionKind.OUTCOMES, SectionKind.INDICATORS, SectionKind.ACTIVITIES)
#: What may stand more than once; all else is filled from records and would print twice.
MANY = (SectionKind.TEXT, SectionKind.GROUP)
#: What people write a text of its own under.
WRITTEN = (SectionKind.TEXT, SectionKind.ACTIVITIES, SectionKind.DEVIATIONS, SectionKind.MATERIALS)
#: How form A's places are called in addresses.
ANCHORS = {
    "summary": "kokkuvote",
    "goals": "tegevussuund",
    "outcomes": "tulemused",
    "indicators": "indikaatorid",
    "activities": "tegevused",
    "general": "uldine-teave",
    "deviations": "korvalekalded",
    "materials": "materjalid",
    "plan": "tegevuskava",
    "evidence": "toendid",
}
#: Form A: key, kind, depth and the name of the heading (forms.md, "Form A").
FORM_A = (
    ("summary", SectionKind.TEXT, 1, "SUMMARY"),
    ("goals", SectionKind.GOALS, 1, "FIELD_OF_ACTION"),
    ("outcomes", SectionKind.OUTCOMES, 3, "OUTCOMES"),
    ("indicators", SectionKind.INDICATORS, 3, "INDICATORS"),
    ("activities", SectionKind.ACTIVITIES, 3, "ACTIVITIES"),
    ("general", SectionKind.GROUP, 1, "GENERAL"),
    ("deviations", SectionKind.DEVIATIONS, 2, "DEVIATIONS"),
    ("materials", SectionKind.MATERIALS, 2, "MATERIALS"),
    ("plan", SectionKind.PLAN, 1, "PLAN"),
    ("evidence", SectionKind.EVIDENCE, 1, "EVIDENCE"),
)


@dataclass(frozen=True)
class Section:
    """A section of a form: what it holds (SectionKind), its official heading, what it says in English beside it."""

    key: str
    kind: str
    level: int
    heading: str
    heading_en: str = ""
    guidance: str = ""
    is_required: bool = False


@dataclass(frozen=True)
class Node:
    """A section in its place: `depth` from 1, `goals` whose rows it tells, `key` of the text written under it."""

    section: Section
    depth: int
    anchor: str
    key: str
    goals: tuple[dict, ...] = ()
    children: tuple["Node", ...] = ()

    @property
    def kind(self) -> str:
        """What it holds."""
        return self.section.kind

    @property
    def heading(self) -> str:
        """Its official heading."""
        return self.section.heading

    @property
    def tag(self) -> str:
        """Its heading's HTML element: the document's title is h1."""
        return f"h{self.depth + 1}"

    @property
    def below(self) -> str:
        """The element of a heading one step below its own."""
        return f"h{self.depth + 2}"

    @property
    def is_written(self) -> bool:
        """Whether a text of its own stands under it."""
        return self.kind in WRITTEN

    @property
    def is_listed(self) -> bool:
        """Whether the contents list it: chapters and what stands directly below them."""
        return self.depth <= 2

    @property
    def template(self) -> str:
        """What draws its content, in PDF and on screen."""
        return f"reports/pdf/sections/{self.kind}.html"

    @property
    def rows(self) -> list[dict]:
        """The outcomes or indicators that it tells."""
        if self.kind not in (SectionKind.OUTCOMES, SectionKind.INDICATORS):
            return []
        return [row for goal in self.goals for row in goal[self.kind]]

    def walk(self) -> Iterable["Node"]:
        """Yield this node and all below it, in the order of printing."""
        yield self
        for child in self.children:
            yield from child.walk()


def form_a(field_of_action: str) -> list[Section]:
    """Return form A, its second heading with the contract's field of action."""
    found = []
    for key, kind, level, name in FORM_A:
        heading = getattr(headings, name).format(field_of_action.upper()).removesuffix(": ")
        found.append(Section(key, kind.value, level, heading, headings.ENGLISH[name]))
    return found


def form_of(contract) -> list[Section]:
    """Return the form that the contract's reports follow from now on."""
    names = [field.name for field in fields(Section)]
    own = FormSection.objects.filter(contract=contract).order_by("order").values(*names)
    return [Section(**row) for row in own] or form_a(contract.field_of_action)


def frozen(sections: Sequence[Section]) -> list[dict]:
    """Return a form as figures keep it."""
    return [asdict(section) for section in sections]


def form_in(figures: dict) -> list[Section]:
    """Return the form that was frozen with figures; those taken before forms were data follow form A."""
    kept = figures.get("form")
    if kept is None:
        return form_a(figures["contract"]["field_of_action"])
    return [Section(**row) for row in kept]


def laid_out(sections: Sequence[Section], goals: Sequence[dict]) -> list[Node]:
    """Return the sections as a tree, those of "each goal" told goal by goal.

    Below "each goal" without goals only the activities are told, for the contract as a whole. A kind that may
    stand once and stands again is a text.
    """
    seen: set[str] = set()
    return _nodes([_once(section, seen) for section in sections], 1, tuple(goals))


def all_nodes(nodes: Iterable[Node]) -> list[Node]:
    """Return the nodes of a tree in the order of printing."""
    return [each for node in nodes for each in node.walk()]


def _once(section, seen):
    if section.kind in seen and section.kind not in MANY:
        return replace(section, kind=SectionKind.TEXT.value)
    seen.add(section.kind)
    return section


def _nodes(sections, depth, goals):
    found, rest = [], list(sections)
    while rest:
        section, below = rest.pop(0), []
        while rest and rest[0].level > section.level:
            below.append(rest.pop(0))
        anchor = ANCHORS.get(section.key, f"osa-{section.key}")
        if section.kind == SectionKind.GOALS:
            children = _by_goal(below, depth + 1, goals)
        else:
            children = _nodes(below, depth + 1, goals)
        found.append(Node(section, depth, anchor, section.key, goals, tuple(children)))
    return found


def _by_goal(sections, depth, goals):
    told = [section for section in sections if section.kind in OF_A_GOAL]
    others = [section for section in sections if section.kind not in OF_A_GOAL]
    if not goals:
        told = [section for section in told if section.kind == SectionKind.ACTIVITIES]
        return [*_nodes(told, depth, ()), *_nodes(others, depth, ())]
    return [*(_goal(goal, told, depth) for goal in goals), *_nodes(others, depth, goals)]


def _goal(goal, told, depth):
    anchor, own = f"eesmark-{goal['number']}", (goal,)
    children = [
        Node(
            section,
            depth + 1,
            f"{anchor}-{ANCHORS.get(section.kind, section.key)}",
            f"activities:{goal['pk']}" if section.kind == SectionKind.ACTIVITIES else section.key,
            own,
        )
        for section in told
    ]
    heading = headings.GOAL.format(goal["number"], goal["title"])
    section = Section(ONE_GOAL, ONE_GOAL, depth, heading, headings.ENGLISH["GOAL"])
    return Node(section, depth, anchor, anchor, own, tuple(children))


def fitted(contract, drafts: dict[str, str]) -> dict[str, str]:
    """Return drafted texts by the keys that the contract's form has.

    The activities of each goal become one text where the form tells them all together; what it does not tell
    at all is left out.
    """
    goals = list(Goal.objects.filter(contract=contract).order_by("number").values("pk", "number", "title"))
    rows = {"outcomes": [], "indicators": []}
    nodes = all_nodes(laid_out(form_of(contract), [{**goal, **rows} for goal in goals]))
    kinds = {node.kind for node in nodes}
    told = {"outcome": SectionKind.OUTCOMES, "indicator": SectionKind.INDICATORS}
    keys = [node.key for node in nodes if node.kind == SectionKind.ACTIVITIES]
    found: dict[str, list[str]] = {}
    for key, body in drafts.items():
        part = key.partition(":")[0]
        if part in told and told[part] in kinds:
            found[key] = [body]
        elif part == "activities" and keys:
            found.setdefault(key if key in keys else keys[0], []).append(body)
    return {key: "\n\n".join(bodies) for key, bodies in found.items()}
