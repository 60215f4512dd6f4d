"""What is amiss with a form: nothing is corrected, everything that would print badly is said (domain.md §9)."""

from collections import Counter
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from reports.annual.form import MANY, OF_A_GOAL, Section
from reports.checks import Finding
from reports.enums import SectionKind, Severity


def check_form(sections: Sequence[Section]) -> list[Finding]:
    """Return every finding on a form, the gravest first."""
    checks = (_twice, _without, _headings, _depths, _alone)
    found = [finding for check in checks for finding in check(sections)]
    order = list(Severity)
    return sorted(found, key=lambda finding: order.index(finding.severity))


def _twice(sections) -> Iterator[Finding]:
    for kind, times in Counter(row.kind for row in sections if row.kind not in MANY).items():
        if times > 1:
            words = _(
                "“%(kind)s” stands %(times)s times. It can print once: the others print as plain texts."
            )
            label = SectionKind(kind).label
            yield _finding(Severity.ERROR, "kind_twice", words % {"kind": label, "times": times})


def _without(sections):
    kinds = {row.kind for row in sections}
    missing = {
        SectionKind.EVIDENCE: _("The form has no evidence: the report's figures would print without proof."),
        SectionKind.DEVIATIONS: _(
            "The form has no deviations: nobody is asked why a target was missed, and no reason prints."
        ),
    }
    for kind, words in missing.items():
        if kind not in kinds:
            yield _finding(Severity.WARNING, f"no_{kind}", words)
    if SectionKind.INDICATORS not in kinds and SectionKind.PLAN not in kinds:
        words = _("The form has neither indicators nor the plan: the report would hold no figure at all.")
        yield _finding(Severity.WARNING, "no_figures", words)


def _headings(sections):
    for place, row in enumerate(sections, start=1):
        if not row.heading.strip():
            words = _("Section %(place)s has no heading.") % {"place": place}
            yield _finding(Severity.ERROR, "no_heading", words)
    foreign = [row.heading for row in sections if row.heading.strip() and not row.heading_en.strip()]
    if foreign:
        words = _(
            "Without words in English the English edition prints these headings in Estonian alone: %(list)s."
        )
        said = {"list": "; ".join(_("“%(text)s”") % {"text": heading} for heading in foreign)}
        yield _finding(Severity.QUESTION, "no_english", words % said)


def _depths(sections):
    """A heading more than one step deeper than the one before it; below "each goal" the goal is a step."""
    before, in_goals = 0, False
    for row in sections:
        is_of_goal = in_goals and row.kind in OF_A_GOAL
        if row.level > before + 1 and not is_of_goal:
            words = _(
                "“%(heading)s” is deeper than the heading before it allows. It prints one step below it."
            )
            yield _finding(Severity.QUESTION, "too_deep", words % {"heading": row.heading})
        before = row.level
        in_goals = row.kind == SectionKind.GOALS or is_of_goal


def _alone(sections):
    """A heading that should stand above others and has none below it."""
    for place, row in enumerate(sections):
        after = sections[place + 1] if place + 1 < len(sections) else None
        if after is not None and after.level > row.level:
            continue
        if row.kind == SectionKind.GROUP:
            words = _("Nothing stands below “%(heading)s”: put sections under it, one step deeper.")
            yield _finding(Severity.WARNING, "empty_group", words % {"heading": row.heading})
        if row.kind == SectionKind.GOALS:
            words = _(
                "Of each goal only its name would print: put outcomes, indicators or activities under “%(heading)s”, "
                "one step deeper."
            )
            yield _finding(Severity.WARNING, "bare_goals", words % {"heading": row.heading})


def _finding(severity, code, text):
    return Finding(severity, code, (), text)
