"""What a participant fills in for the funder, and the reasons that staff give."""

from datetime import date

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from stdnum.ee import ik
from stdnum.exceptions import ValidationError as WrongNumber

from silab.common.fields import DayInput
from trainings.enums import Sex
from trainings.participant_data.fields import Given


class GiveDataForm(forms.Form):
    """The participant's own data. Whoever has no Estonian personal code gives the birth date and the sex."""

    name = forms.CharField(
        label=_("First and last name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    phone = forms.CharField(
        label=_("Phone"), max_length=40, required=False, widget=forms.TextInput(attrs={"autocomplete": "tel"})
    )
    personal_code = forms.CharField(
        label=_("Personal code"),
        max_length=20,
        help_text=_("11 digits."),
        error_messages={"required": _("Enter your personal code, or say that you have none.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    has_no_code = forms.BooleanField(label=_("I have no Estonian personal code"), required=False)
    born_on = forms.DateField(
        label=_("Date of birth"),
        required=False,
        widget=DayInput(),
        help_text=_("Only without a personal code: 31.12.1980."),
    )
    sex = forms.ChoiceField(label=_("Sex"), required=False, choices=[("", "–"), *Sex.choices])
    citizenship = forms.CharField(label=_("Citizenship"), max_length=60, required=False)
    has_read = forms.BooleanField(
        label=_("I have read the funder’s notice above"),
        error_messages={"required": _("Read the notice first, then tick this box.")},
    )

    def __init__(self, *args, **kwargs):
        """Who says to have no personal code need not give one."""
        super().__init__(*args, **kwargs)
        if self.is_bound and "has_no_code" in self.data:
            self.fields["personal_code"].required = False

    def clean_personal_code(self):
        """A code of eleven digits whose check digit is right and whose birth date exists."""
        code = self.cleaned_data["personal_code"].replace(" ", "").replace("-", "")
        if not code:
            return ""
        try:
            code = ik.validate(code)
            born = ik.get_birth_date(code)
        except WrongNumber:
            raise forms.ValidationError(
                _("This personal code is not correct. Look at the digits once more.")
            ) from None
        if born > timezone.localdate():
            raise forms.ValidationError(_("This personal code is not correct. Look at the digits once more."))
        return code

    def clean_born_on(self):
        """A day that somebody alive can have been born on."""
        born = self.cleaned_data["born_on"]
        if born and not date(1900, 1, 1) <= born <= timezone.localdate():
            raise forms.ValidationError(_("Nobody alive was born on this day."))
        return born

    def clean(self):
        """Either a personal code or, said so, the birth date and the sex."""
        found = super().clean()
        if self.errors:
            return found
        if found["has_no_code"] and found["personal_code"]:
            self.add_error("has_no_code", _("You gave a personal code: leave this box empty."))
        elif found["has_no_code"]:
            for name in ("born_on", "sex"):
                if not found[name]:
                    self.add_error(name, _("Needed of whoever has no personal code."))
        return found

    def given(self) -> Given:
        """Return what was filled in; the extended fields only of whoever has no personal code."""
        found = self.cleaned_data
        data = {name: found[name] for name in ("name", "email", "phone", "personal_code")}
        if not found["personal_code"]:
            data |= {name: found[name] for name in ("born_on", "sex", "citizenship")}
        return Given(**data)


class ReasonForm(forms.Form):
    """Why somebody opens or exports participant data."""

    reason = forms.CharField(
        label=_("Why do you need the data?"),
        max_length=300,
        error_messages={"required": _("Say why you open the data: it is kept.")},
    )


class EraseForm(forms.Form):
    """That somebody means to erase the data, typed out."""

    sure = forms.BooleanField(
        label=_("Yes, erase the data for good and keep only how many people were of which sex and age")
    )
