"""The columns of the plan's four tables and what each of them holds."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.enums import TargetGroup, TargetKind, Workstream
from reports.importing.spoken import choice_of, column_of, measure_of, titles, unit_of
from silab import measures
from silab.common.tables import Unreadable, read_day

NUMBER = re.compile(r"-?\d{1,10}([.,]\d{1,2})?")
#: More does not fit into a plan: 10 digits and the cents.
TOO_BIG = Decimal(10) ** 10
#: Text that a spreadsheet would compute or drop, already with apostrophes or still without.
FORMULA_LIKE = re.compile(r"'*[=+\-@\t\r]")


@dataclass(frozen=True)
class Field:
    """A column: the row's attribute that it fills, how its text is read, whether it may be empty."""

    name: str
    attribute: str
    read: Callable[[str], Any]
    required: bool = True
    empty: Any = None


@dataclass(frozen=True)
class Sheet:
    """One of the four tables of a plan."""

    key: str
    title: Any
    file: str
    fields: tuple[Field, ...]

    @property
    def names(self) -> list[str]:
        """The column headings, in the order of the plan's files."""
        return [field.name for field in self.fields]


def guarded(text: str) -> str:
    """Return text as a file may hold it: one apostrophe before what looks like a formula."""
    return f"'{text}" if FORMULA_LIKE.match(text) else text


def unguarded(text: str) -> str:
    """Return the text that `guarded` was given."""
    return text[1:] if text.startswith("'") and FORMULA_LIKE.match(text) else text


def text(limit):
    """Return a reader of text of at most `limit` characters."""

    def read(value):
        if len(value) > limit:
            raise Unreadable(_("The text is longer than %(limit)s characters.") % {"limit": limit})
        return value

    return read


def whole(value) -> int:
    """Read a whole number from 0 to 32 767."""
    if not re.fullmatch(r"\d{1,5}", value) or int(value) > 32_767:
        raise Unreadable(_("A whole number belongs here."))
    return int(value)


def year(value) -> int:
    """Read a calendar year."""
    if not re.fullmatch(r"(19|20|21)\d\d", value):
        raise Unreadable(_("A year belongs here, such as 2022."))
    return int(value)


def money(value) -> Decimal:
    """Read an amount of at most two decimals, with comma or point, spaces between thousands, a € sign or none."""
    plain = re.sub(r"[\s\u00a0\u202f€]", "", value)
    if not NUMBER.fullmatch(plain):
        raise Unreadable(_not_a_number(plain))
    amount = Decimal(plain.replace(",", "."))
    if amount < 0:
        raise Unreadable(_("The number cannot be negative."))
    return amount


def _not_a_number(plain):
    """Say whether a text is too big a number, too fine a one, or none."""
    try:
        number = Decimal(plain.replace(",", "."))
    except ArithmeticError:
        return _("A number belongs here, such as 6000,00.")
    if number.is_finite() and abs(number) >= TOO_BIG:
        return _("The number is too big: at most 9 999 999 999,99.")
    if number.is_finite() and re.search(r"[.,]\d{3,}$", plain):
        return _("At most two decimals, such as 6000,00.")
    return _("A number belongs here, such as 6000,00.")


def amount_or_all(value) -> Decimal | None:
    """Read an amount, or "all" for every municipality."""
    return None if value.casefold() in ("all", "kõik") else money(value)


def one_of(choices):
    """Return a reader of one value of `choices`, by its code or its word."""

    def read(text):
        value = choice_of(choices, text)
        if value not in choices.values:
            words = ", ".join(str(label) for label in choices.labels)
            raise Unreadable(_("One of these belongs here: %(values)s.") % {"values": words})
        return value

    return read


def groups(value) -> tuple[str, ...]:
    """Read target groups with semicolons, commas or bars between them."""
    found = tuple(part.strip() for part in re.split(r"[;,|]", value) if part.strip())
    return tuple(one_of(TargetGroup)(part) for part in found)


def measure(value) -> str:
    """Read the code of a measure that some app declares, alone or in brackets behind its title."""
    value, known = measure_of(value), list(measures.all_measures())
    if value in known:
        return value
    near = get_close_matches(value, known, n=1, cutoff=0.5)
    if near:
        raise Unreadable(_("There is no such measure. Did you mean “%(near)s”?") % {"near": near[0]})
    raise Unreadable(_("There is no such measure."))


def unit(value) -> str:
    """Read a unit by its key or its word, or a text of the plan's own of at most 20 characters."""
    return text(20)(unit_of(value))


def goal_number(value) -> str:
    """Read the number of a goal ("1"), an outcome ("1.2") or an indicator ("1.a")."""
    found = re.fullmatch(r"(\d{1,4})(?:\.(\d{1,4}|[a-z]))?\.?", value.replace(" ", "").casefold())
    if found is None:
        raise Unreadable(_("A number belongs here: 1 for a goal, 1.2 for an outcome, 1.a for an indicator."))
    return ".".join(str(int(part)) if part.isdecimal() else part for part in found.groups() if part)


def workstreams(value) -> tuple[str, ...]:
    """Read workstreams with semicolons, commas or bars between them."""
    found = tuple(part.strip() for part in re.split(r"[;,|]", value) if part.strip())
    return tuple(one_of(Workstream)(part) for part in found)


_YEAR_AND_NUMBER = (Field("year", "year", year), Field("no", "number", whole))
SHEETS = {
    sheet.key: sheet
    for sheet in (
        Sheet(
            "activities",
            gettext_lazy("activities"),
            "plan_activities.csv",
            (
                *_YEAR_AND_NUMBER,
                Field("workstream", "workstream", one_of(Workstream)),
                Field("title", "title", text(200)),
                Field("period_as_stated", "period_as_stated", text(100), required=False, empty=""),
                Field("period_start", "period_start", read_day, required=False),
                Field("period_end", "period_end", read_day, required=False),
                Field("budget_eur", "budget", money, required=False),
                Field("funding_note", "funding_note", text(200), required=False, empty=""),
                Field("target_groups", "target_groups", groups, required=False, empty=()),
            ),
        ),
        Sheet(
            "targets",
            gettext_lazy("targets"),
            "plan_targets.csv",
            (
                *_YEAR_AND_NUMBER,
                Field("measure", "measure", measure),
                Field("kind", "kind", one_of(TargetKind)),
                Field("amount", "amount", money),
                Field("unit", "unit", unit, required=False, empty=""),
                Field("label_et", "label", text(200)),
            ),
        ),
        Sheet(
            "period_targets",
            gettext_lazy("targets for the period"),
            "plan_period_targets.csv",
            (
                Field("measure", "measure", measure),
                Field("amount", "amount", amount_or_all),
                Field("unit", "unit", unit, required=False, empty=""),
                Field("from_year", "from_year", year),
                Field("to_year", "to_year", year),
                Field("label_et", "label", text(200)),
            ),
        ),
        Sheet(
            "totals",
            gettext_lazy("stated totals"),
            "plan_totals.csv",
            (Field("year", "year", year), Field("stated_total_eur", "amount", money)),
        ),
    )
}
#: Goals, outcomes and indicators: a plan's files may have them, and are whole without.
GOALS = Sheet(
    "goals",
    gettext_lazy("goals"),
    "plan_goals.csv",
    (
        Field("no", "no", goal_number),
        Field("title", "title", text(300)),
        Field("workstreams", "workstreams", workstreams, required=False, empty=()),
        Field("measure", "measure", measure, required=False, empty=""),
        Field("kind", "kind", one_of(TargetKind), required=False, empty=""),
        Field("begins_on", "begins_on", read_day, required=False),
    ),
)


def sheet_of(name: str, heading: list[str]) -> str:
    """Return the key of the table that a file or sheet holds: by its name, else by its heading; "" for neither."""
    bare = name.casefold().rpartition(".")[0] or name.casefold()
    every = {**SHEETS, GOALS.key: GOALS}
    for key in ("period_targets", "activities", "totals", "targets", "goals"):
        if bare.endswith(key):
            return key
    spoken = next((key for key, sheet in every.items() if bare in titles(sheet.title)), "")
    if spoken or bare == "eesmargid":
        return spoken or GOALS.key
    found = {column_of(cell) for cell in heading}
    shared = {key: len(found & set(sheet.names)) / len(sheet.names) for key, sheet in every.items()}
    best = max(shared, key=lambda key: shared[key])
    return best if shared[best] > 0.5 else ""
