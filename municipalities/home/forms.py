"""What people fill in about acting for a municipality."""

from django import forms
from django.utils.translation import gettext_lazy as _

from municipalities.models import Municipality


class AskForm(forms.Form):
    """For which municipality somebody asks to act."""

    municipality = forms.ModelChoiceField(
        label=_("Municipality"),
        queryset=Municipality.objects.none(),
        empty_label=_("Choose"),
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    post = forms.CharField(
        label=_("Your post"),
        help_text=_("For example: community work specialist."),
        max_length=150,
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "organization-title"}),
    )

    def __init__(self, *args, municipalities, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["municipality"].queryset = municipalities.order_by("sort_key", "pk")


class InviteForm(forms.Form):
    """Which colleague is invited."""

    email = forms.EmailField(
        label=_("Colleague's e-mail address"),
        help_text=_("The link in the mail works for this address only, once and for 14 days."),
        widget=forms.EmailInput(attrs={"class": "form-control", "autocomplete": "off"}),
    )
    post = forms.CharField(
        label=_("Post"),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )


class ReasonForm(forms.Form):
    """Why somebody is refused or loses a right; the person reads it."""

    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("The person reads this."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "form-control"}),
    )

    def __init__(self, *args, is_own=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = not is_own
        if is_own:
            self.fields["reason"].help_text = _("Your colleagues and Silab read this.")
