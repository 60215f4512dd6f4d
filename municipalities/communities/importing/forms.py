"""The file of an import, and what its municipalities' names mean."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from municipalities.communities.importing.parse import LIMITS


class CommunityFileForm(forms.Form):
    """One table of communities."""

    file = forms.FileField(
        label=gettext_lazy("Table of communities"),
        help_text=gettext_lazy(
            "CSV or XLSX, at most 10 MB and 10 000 rows, one sheet, the heading in its first row."
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
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


class NamesForm(forms.Form):
    """Which municipality each name of the table means, where it is not the register's own; a person decides."""

    def __init__(self, *args, names, municipalities, **kwargs):
        super().__init__(*args, **kwargs)
        everywhere = [(str(key), name) for key, name in municipalities]
        for place, name in enumerate(names):
            candidates = [
                (str(one.municipality.pk), f"{one.municipality.name} · {one.score:.0f} %")
                for one in name.match.candidates
            ]
            self.fields[f"name-{place}"] = forms.ChoiceField(
                label=name.text,
                initial=str(name.municipality.pk) if name.municipality else "",
                choices=[
                    ("", _("Choose the municipality")),
                    (_("Most alike"), candidates),
                    (_("All municipalities"), everywhere),
                ],
                widget=forms.Select(attrs={"class": "form-select"}),
            )
        self.names = names

    def decided(self) -> dict[str, int]:
        """Return what was chosen so far, a name's key to a municipality's primary key; for a bound form."""
        self.full_clean()
        chosen = {name.key: self.cleaned_data.get(f"name-{place}") for place, name in enumerate(self.names)}
        return {key: int(value) for key, value in chosen.items() if value}
