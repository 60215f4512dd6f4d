"""The form by which a signed report comes back."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SignedForm(forms.Form):
    """A container made by DigiDoc or another program."""

    file = forms.FileField(
        label=_("Signed container (.asice)"),
        max_length=200,
        help_text=_("Sign the submitted PDF in DigiDoc and bring the container back here."),
        widget=forms.FileInput(attrs={"accept": ".asice,application/vnd.etsi.asic-e+zip"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="signed-%s", **kwargs)
