"""Forms of tables: each row's fields carry the row's key in their names, so that errors have links and words."""

import re
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _

from trainings.calls.actions import save_rows

MOST_NEW = 30


@dataclass(frozen=True)
class Row:
    """One row as the template shows it: its key, its record or None, its bound fields by name."""

    key: str
    record: object
    fields: dict


class RowsForm(forms.Form):
    """Records of one training as rows; empty new rows are ignored, nothing typed is lost.

    A subclass gives `first` (the field that every row has), `row_fields(record)` and `apply(record, values)`.
    """

    first = "name"
    blank = 2

    def __init__(self, *args, training, **kwargs):
        super().__init__(*args, **kwargs)
        self.training = training
        records = {str(record.pk): record for record in self.records()}
        typed = re.compile(rf"{self.first}_(n\d{{1,2}})")
        if self.is_bound:
            # Only rows that the page had: what was added meanwhile elsewhere is left alone.
            records = {key: record for key, record in records.items() if f"{self.first}_{key}" in self.data}
            new = [found[1] for name in self.data if (found := typed.fullmatch(name))][:MOST_NEW]
        else:
            new = [f"n{number}" for number in range(1, (self.blank if records else self.blank + 1) + 1)]
        self.keys = {**records, **dict.fromkeys(new)}
        for place, (key, record) in enumerate(self.keys.items(), start=1):
            for name, field in self.row_fields(record).items():
                field.label = f"{place}. {field.label}"
                field.required = name == self.first and record is not None
                self.fields[f"{name}_{key}"] = field
            if record is not None:
                self.fields[f"gone_{key}"] = forms.BooleanField(label=_("Take out"), required=False)

    def rows(self):
        """Yield the rows."""
        for key, record in self.keys.items():
            named = {name.removesuffix(f"_{key}"): name for name in self.fields if name.endswith(f"_{key}")}
            yield Row(key, record, {short: self[name] for short, name in named.items()})

    def clean(self):
        """Collect what is saved and what is taken out."""
        data = super().clean()
        self.saved, self.gone = [], []
        for key, record in self.keys.items():
            values = {name: data.get(f"{name}_{key}") for name in self.row_fields(record)}
            if data.get(f"gone_{key}"):
                self.gone.append(record)
            elif record is not None or any(value not in (None, "", []) for value in values.values()):
                self.check(key, record, values)
                if record is None or any(f"{name}_{key}" in self.changed_data for name in values):
                    self.saved.append(self.apply(record, values))
        return data

    def check(self, key, record, values):
        """Refuse a row that lacks what every row has."""
        if not values[self.first] and f"{self.first}_{key}" not in self.errors:
            self.add_error(f"{self.first}_{key}", _("Fill this in, or clear the row."))

    def store(self, *, by) -> None:
        """Save and take out; raises ValidationError."""
        save_rows(rows=self.saved, gone=self.gone, by=by)
