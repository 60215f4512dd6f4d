"""The file of an import, and what its columns and names of activities mean."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.costs.importing.columns import FIELDS
from reports.costs.importing.parse import LIMITS
from reports.enums import Funding
from reports.models import Activity
from silab.accounts.models import Contract


class CostFileForm(forms.Form):
    """Contract and file of an import."""

    contract = forms.ModelChoiceField(
        Contract.objects.none(), label=gettext_lazy("Contract"), empty_label=None
    )
    file = forms.FileField(
        label=gettext_lazy("Accounting export"),
        help_text=gettext_lazy(
            "CSV or XLSX, at most 10 MB and 50 000 rows, one sheet, the heading in its first row."
        ),
    )

    def __init__(self, *args, contracts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["contract"].queryset = contracts
        self.fields["contract"].widget.attrs["class"] = "form-select"
        self.fields["file"].widget.attrs["accept"] = ".csv,.xlsx"

    def clean_file(self):
        """Refuse too much before anything is read."""
        file = self.cleaned_data["file"]
        if file.size > LIMITS.size:
            raise forms.ValidationError(
                _("The files are too big: together they may have %(limit)s MB. Nothing was imported.")
                % {"limit": LIMITS.size // 1_000_000}
            )
        return file


class ChoicesForm(forms.Form):
    """Which column holds what, who bears the costs, and which activity each name means: a person decides.

    `look` is what was seen of the file (look.py).
    """

    def __init__(self, *args, look, contract, **kwargs):
        super().__init__(*args, **kwargs)
        self.look = look
        headings = [("", _("– not in the file –")), *((word, word) for word in look["headings"])]
        for field in FIELDS:
            self.fields[f"column-{field.key}"] = _select(
                field.title, headings, look["columns"].get(field.key, ""), required=field.required
            )
        self.fields["funding"] = _select(_("Borne by"), Funding.choices, look["funding"], required=True)
        activities = Activity.objects.filter(contract=contract).order_by("-year", "number")
        known = [(f"{row.year}/{row.number}", str(row)) for row in activities]
        for place, name in enumerate(look["names"]):
            label = _("%(name)s, %(year)s") % {
                "name": name["text"] or _("without a name"),
                "year": name["year"],
            }
            # The activities of the name's own year stand first.
            options = sorted(known, key=lambda option: not option[0].startswith(f"{name['year']}/"))
            self.fields[f"name-{place}"] = _select(
                label, [("", _("Choose the activity")), *options], name["activity"], required=True
            )

    @property
    def column_fields(self):
        """The fields of columns and of who bears the costs."""
        return [field for field in self if not field.name.startswith("name-")]

    @property
    def name_fields(self):
        """(field, number of rows) of each name of an activity."""
        return [(self[f"name-{place}"], name["rows"]) for place, name in enumerate(self.look["names"])]

    def choices(self) -> dict:
        """Return what was chosen so far, for a bound form."""
        self.full_clean()
        chosen = self.cleaned_data
        names = enumerate(self.look["names"])
        decided = {name["key"]: chosen.get(f"name-{place}") for place, name in names}
        columns = {field.key: chosen.get(f"column-{field.key}") for field in FIELDS}
        return {
            "columns": {key: heading for key, heading in columns.items() if heading},
            "funding": chosen.get("funding") or str(Funding.CONTRACT),
            "activities": {key: activity for key, activity in decided.items() if activity},
        }


def seen_choices(look: dict) -> dict:
    """Return the choices that a look was made with, as `ChoicesForm.choices` gives them."""
    return {
        "columns": look["columns"],
        "funding": look["funding"],
        "activities": {name["key"]: name["activity"] for name in look["names"] if name["activity"]},
    }


def _select(label, options, initial, *, required=False):
    widget = forms.Select(attrs={"class": "form-select"})
    return forms.ChoiceField(label=label, choices=options, initial=initial, required=required, widget=widget)
