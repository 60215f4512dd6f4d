"""Which municipalities merge into what, and when."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from municipalities.enums import MunicipalityKind
from municipalities.merging.plan import MergePlan, NewMunicipality
from municipalities.models import County, Municipality
from silab.common.fields import DayInput

EXISTING, NEW = "olemas", "uus"


def _current():
    rows = Municipality.objects.filter(valid_to=None).order_by("sort_key", "pk")
    return list(rows.values_list("pk", "name"))


def _with_none():
    return [("", "–"), *_current()]


class MergeForm(forms.Form):
    """A merger as staff describe it; `plan` is what is to be done."""

    merging = forms.ModelMultipleChoiceField(
        Municipality.objects.none(),
        label=gettext_lazy("Which municipalities end?"),
        help_text=gettext_lazy("All that merge at once. Do not choose the one that goes on."),
        widget=forms.CheckboxSelectMultiple,
    )
    into = forms.ChoiceField(
        label=gettext_lazy("What do they merge into?"),
        choices=[
            (EXISTING, gettext_lazy("a municipality that exists and goes on")),
            (NEW, gettext_lazy("a new municipality")),
        ],
        initial=EXISTING,
        widget=forms.RadioSelect,
    )
    successor = forms.ModelChoiceField(
        Municipality.objects.none(),
        label=gettext_lazy("The municipality that goes on"),
        required=False,
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    code_changes = forms.BooleanField(
        label=gettext_lazy("Its EHAK code changes with its borders"),
        help_text=gettext_lazy(
            "The code in force ends on that day and shows as “not confirmed” until you enter the new one."
        ),
        required=False,
        initial=True,
    )
    name = forms.CharField(
        label=gettext_lazy("Name of the new municipality"),
        help_text=gettext_lazy("With its kind, such as “Mulgi vald”."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        choices=MunicipalityKind.choices,
        initial=MunicipalityKind.PARISH,
        required=False,
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    county = forms.ModelChoiceField(
        County.objects.order_by("sort_key"),
        label=gettext_lazy("County"),
        required=False,
        empty_label="–",
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    on = forms.DateField(
        label=gettext_lazy("First day of the merged municipality"),
        help_text=gettext_lazy("On this day the others are no more: 19.10.2025 for Toila and Jõhvi."),
        widget=DayInput({"class": "form-control"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Ended ones can be asked for by address: then the words of the plan say why not.
        self.fields["merging"].queryset = Municipality.objects.order_by("sort_key", "pk")
        self.fields["merging"].choices = _current
        self.fields["successor"].queryset = Municipality.objects.order_by("sort_key", "pk")
        self.fields["successor"].choices = _with_none

    def clean_on(self):
        """Refuse a day that is years away: a mistyped year."""
        on = self.cleaned_data["on"]
        if on.year > timezone.localdate().year + 5:
            raise forms.ValidationError(_("This is more than five years away. Check the year."))
        return on

    def clean(self):
        """Ask for what the chosen kind of successor needs, and for what the register does not stand against."""
        cleaned = super().clean()
        if (
            cleaned.get("into") == EXISTING
            and not cleaned.get("successor")
            and "successor" not in self.errors
        ):
            self.add_error("successor", _("Choose the municipality that goes on."))
        if cleaned.get("into") == NEW:
            if not cleaned.get("name"):
                self.add_error("name", _("Write the name of the new municipality."))
            if not cleaned.get("county") and "county" not in self.errors:
                self.add_error("county", _("Choose its county."))
        if not self.errors:
            for reason in self.plan.refusals():
                self.add_error(None, reason)
        return cleaned

    @property
    def plan(self) -> MergePlan:
        """The merger that was described; for a form without errors."""
        given = self.cleaned_data
        is_new = given["into"] == NEW
        new = NewMunicipality(given["name"], given["kind"], given["county"]) if is_new else None
        return MergePlan(
            merging=tuple(given["merging"]),
            on=given["on"],
            successor=None if is_new else given["successor"],
            new=new,
            code_changes=given["code_changes"],
        )
