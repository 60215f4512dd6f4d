"""What officials fill in."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SendBackForm(forms.Form):
    """Why a community is sent back."""

    reason = forms.CharField(
        label=_("Why is it sent back?"),
        help_text=_("The community reads this and corrects its self-definition."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "form-control"}),
    )
