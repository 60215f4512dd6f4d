"""Forms of accounts."""

from allauth.account.forms import SignupForm as AllauthSignupForm
from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from silab.accounts.models import User


class SignupForm(AllauthSignupForm):
    """allauth's, with the name by which others will know the user."""

    name = forms.CharField(label=_("First and last name"), max_length=150)
    field_order = ["name", "email", "password1", "password2"]


class NewAccountForm(forms.Form):
    """What an invited person without an account fills in."""

    name = forms.CharField(
        label=_("First and last name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least ten characters; a sentence is easier to remember than a word."),
    )

    def __init__(self, *args, email, **kwargs):
        self.email = email
        super().__init__(*args, **kwargs)

    def clean(self):
        """Hold the password to the rules of all passwords."""
        data = super().clean()
        if password := data.get("password"):
            try:
                password_validation.validate_password(
                    password, User(email=self.email, name=data.get("name", ""))
                )
            except forms.ValidationError as error:
                self.add_error("password", error)
        return data
