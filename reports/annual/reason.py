"""The form of an act that wants a reason: withdrawing, ending a publication."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ReasonForm(forms.Form):
    """Why; how much of it fits, the action says."""

    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write the reason: everybody who reads the report sees it.")},
    )
