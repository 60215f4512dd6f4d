"""What is asked of a participant."""

from django import forms
from django.utils.translation import gettext_lazy as _


class FeedbackForm(forms.Form):
    """A number and two texts, each of them optional, not all of them."""

    recommendation = forms.TypedChoiceField(
        label=_("How likely would you recommend it to a colleague?"),
        choices=[(str(number), str(number)) for number in range(11)],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    useful = forms.CharField(
        label=_("What was most useful?"),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    better = forms.CharField(
        label=_("What could be better?"),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self):
        """Ask for something."""
        data = super().clean()
        given = data.get("recommendation") is not None or data.get("useful") or data.get("better")
        if not self.errors and not given:
            self.add_error("recommendation", _("Choose a number or write a few words."))
        return data
