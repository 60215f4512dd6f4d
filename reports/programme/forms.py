"""Forms of a programme report: what was promised, and its date and author."""

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.programme.facts import PROMISED
from silab import measures
from silab.common.fields import DayInput, NumberField


def _promised():
    return [("", "–"), *((code, measures.get(code).title) for code in PROMISED)]


class PromiseForm(forms.Form):
    """A result that the application promised."""

    measure = forms.ChoiceField(label=_("Counted by"), choices=_promised)
    label = forms.CharField(label=_("What was promised"), max_length=200)
    planned = NumberField(label=_("Planned"), min_value=0, max_digits=10, decimal_places=1)


class CoverForm(forms.Form):
    """Date and author (form B, 6)."""

    dated_on = forms.DateField(
        label=_("Date of the report"),
        required=False,
        widget=DayInput(),
    )
    author = forms.CharField(label=_("Author of the report"), max_length=150, required=False)
