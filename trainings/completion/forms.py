"""What staff fill in at the end of a training."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from silab.common.fields import NumberField
from trainings.enums import RefundState


class RefundForm(forms.Form):
    """The decision on one refund."""

    state = forms.ChoiceField(
        label=_("Decision"),
        choices=[
            (RefundState.CLAIMED, _("claim it from the employer")),
            (RefundState.WAIVED, _("waive it")),
        ],
        widget=forms.RadioSelect,
    )
    amount = NumberField(label=_("Amount, EUR with VAT"), max_digits=8, decimal_places=2, min_value=0)
    employer = forms.CharField(label=_("Employer"), max_length=200, required=False)
    reason = forms.CharField(
        label=_("Why"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), strip=True
    )


class RevokeForm(forms.Form):
    """Why a certificate is taken back."""

    reason = forms.CharField(label=_("Why is it revoked?"), max_length=300)


class NumberForm(forms.Form):
    """The number of a certificate, as somebody reads it off paper."""

    number = forms.CharField(label=_("Number of the certificate"), max_length=40)

    def clean_number(self):
        """Capital letters in three groups of four, whatever stands between them."""
        letters = re.sub(r"[^A-Z0-9]", "", self.cleaned_data["number"].upper())
        return "-".join(letters[place : place + 4] for place in range(0, len(letters), 4))
