"""Forms of the plan's rows: their cells are read as the import reads them, and refused in the same words."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.amendments.rows import ROWS, key_of
from reports.enums import TargetGroup, TargetKind, Workstream
from reports.importing.columns import SHEETS
from reports.importing.spoken import unit_words
from reports.plan.words import LABELS
from silab import measures
from silab.common.tables import Unreadable
from silab.common.templatetags.formats import day

HELP: dict[str, Any] = {
    "number": gettext_lazy("Its place among the activities of the year."),
    "period_as_stated": gettext_lazy("As in the agreed plan: January – December 2022."),
    "period_start": gettext_lazy("As 01.12.2022."),
    "period_end": gettext_lazy("As 01.12.2022."),
    "budget": gettext_lazy("Left empty it is unfunded, which is not 0 €."),
    "funding_note": gettext_lazy("From where the money comes, when it is not in the budget."),
    "unit": gettext_lazy("What the amount counts; € for money."),
}
ALL = gettext_lazy("A number, or “all” for every municipality.")


class CellField(forms.CharField):
    """A cell, read by its column's own reader; what cannot be read is said in the reader's words."""

    def __init__(self, column, **options):
        super().__init__(required=column.required, **options)
        self.column = column

    def clean(self, value):
        """Return the cell's value; raise ValidationError in words."""
        text = super().clean(value)
        if not text:
            return self.column.empty
        try:
            return self.column.read(text)
        except Unreadable as unreadable:
            raise ValidationError(str(unreadable)) from None


class RowForm(forms.Form):
    """One row of a part of the plan; `row` is the one that is changed, `begun` what a new one begins with."""

    def __init__(self, *args, draft, sheet, row=None, begun=None, **kwargs):
        initial = {**(begun or {}), **(_as_typed(row) if row else {})}
        super().__init__(*args, initial=initial, **kwargs)
        self.draft, self.sheet, self.row = draft, sheet, row
        for column in SHEETS[sheet].fields:
            self.fields[column.attribute] = _field(column, sheet, initial)
        if sheet == "activities" and row:
            # Costs, targets and reports name an activity by them.
            self.fields["year"].disabled = self.fields["number"].disabled = True
        if sheet == "targets":
            self.fields["year"].widget = self.fields["number"].widget = forms.HiddenInput()

    def clean(self):
        """Refuse what a plan cannot hold: another year, a row twice, a period that ends before it starts."""
        cleaned = super().clean()
        self._check_years(cleaned)
        start, end = cleaned.get("period_start"), cleaned.get("period_end")
        if start and end and end < start:
            self.add_error("period_end", _("The period ends before it starts."))
        if not self.errors:
            self._check_key()
        return cleaned

    @property
    def made(self):
        """The row as typed."""
        return ROWS[self.sheet](**self.cleaned_data)

    def _check_years(self, cleaned):
        years = self.draft.contract.years
        for name in ("year", "from_year", "to_year"):
            if cleaned.get(name) and cleaned[name] not in years:
                words = _("The year is outside the contract (%(from)s–%(to)s).")
                self.add_error(name, words % {"from": years[0], "to": years[-1]})
        if cleaned.get("from_year") and cleaned.get("to_year") and cleaned["to_year"] < cleaned["from_year"]:
            self.add_error("to_year", _("The last year is before the first."))

    def _check_key(self):
        made, rows = self.made, self.draft.rows
        key = key_of(made)
        if key in rows[self.sheet] and not (self.row and key_of(self.row) == key):
            field = {"activities": "number", "totals": "year"}.get(self.sheet, "measure")
            self.add_error(field, _("The plan already has such a row. Change that one."))
        if self.sheet == "targets" and f"{made.year}/{made.number}" not in rows["activities"]:
            self.add_error(None, _("The activity is no longer in the plan."))


def _field(column, sheet, initial):
    name = column.attribute
    known = {"label": LABELS[name], "help_text": HELP.get(name, "")}
    if name in ("workstream", "kind"):
        choices = {"workstream": Workstream, "kind": TargetKind}[name].choices
        return forms.ChoiceField(choices=[("", "–"), *choices], **known)
    if name == "target_groups":
        return GroupsField(
            choices=TargetGroup.choices, widget=forms.CheckboxSelectMultiple, required=False, **known
        )
    if name == "measure":
        return CellField(column, widget=forms.Select(choices=measure_choices(initial.get(name))), **known)
    if name == "unit":
        return CellField(column, widget=forms.Select(choices=unit_choices(initial.get(name))), **known)
    if name == "amount" and sheet == "period_targets":
        known["help_text"] = ALL
    return CellField(column, **known)


class GroupsField(forms.MultipleChoiceField):
    """Target groups in the plan's order."""

    def clean(self, value):
        """Return them as a row holds them."""
        return tuple(super().clean(value))


def measure_choices(current):
    """Every measure by title; one that the plan names and nobody declares any more stays in sight."""
    known = sorted((str(row.title), code) for code, row in measures.all_measures().items())
    choices = [("", "–"), *((code, f"{title} ({code})") for title, code in known)]
    if current and current not in measures.all_measures():
        choices.append((current, _("%(code)s: no longer counted") % {"code": current}))
    return choices


def unit_choices(current):
    """Every unit in words; one that only the plan's spreadsheet knows stays in sight."""
    units = {"eur", *measures.UNITS, *([current] if current else [])}
    return [("", "–"), *sorted(((unit, unit_words(unit)) for unit in units), key=lambda row: row[1])]


def _as_typed(row):
    """The row's cells as a person would type them."""
    found = {}
    for column in SHEETS[_sheet_of(row)].fields:
        value = getattr(row, column.attribute)
        if value is None:
            value = str(_("all")) if column.required else ""
        elif hasattr(value, "as_tuple"):
            # Sums have cents, people and municipalities none.
            plain = value if column.name.endswith("_eur") else value.normalize()
            value = format(plain, "f").replace(".", ",")
        elif hasattr(value, "isoformat"):
            value = day(value)
        found[column.attribute] = list(value) if isinstance(value, tuple) else value
    return found


def _sheet_of(row):
    return next(sheet for sheet, kind in ROWS.items() if isinstance(row, kind))
