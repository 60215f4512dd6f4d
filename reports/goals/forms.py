"""The forms of a goal, an outcome and an indicator."""

import string
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.enums import Workstream
from reports.models import Goal, Indicator, Outcome
from reports.plan.forms import measure_choices
from silab.common.edit_form import EditForm
from silab.common.fields import DayInput

TITLE = forms.Textarea(attrs={"rows": 2})
DAY = DayInput()
MOST_NUMBER = 9999
TAKEN = gettext_lazy("This number is taken. Choose another.")


class TitledForm(EditForm):
    """A row with a title of one line, and a number that no other row beside it has."""

    #: The field that numbers it.
    numbered = refused_at = "number"
    under = "goal"

    def clean_title(self):
        """A title is one line: it stands in tables."""
        return " ".join(self.cleaned_data["title"].split())

    def clean_number(self):
        """Refuse a number that the plan's spreadsheet could not bring back."""
        number = self.cleaned_data["number"]
        if not 1 <= number <= MOST_NUMBER:
            raise ValidationError(_("A number from 1 to %(most)s belongs here.") % {"most": MOST_NUMBER})
        return number

    def clean(self):
        """Refuse a number that another row has."""
        cleaned = super().clean()
        value = cleaned.get(self.numbered)
        if value not in (None, "") and self.twin is None:
            beside = {self.under: getattr(self.instance, self.under), self.numbered: value}
            if type(self.instance).objects.filter(**beside).exclude(pk=self.instance.pk).exists():
                self.add_error(self.numbered, TAKEN)
        return cleaned


class GoalForm(TitledForm):
    """A goal."""

    under = "contract"
    workstreams = forms.MultipleChoiceField(
        label=gettext_lazy("Workstreams"),
        choices=Workstream.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Drafts of reports tell the activities of these workstreams under this goal."),
    )

    class Meta:
        model = Goal
        fields = ["number", "title", "workstreams"]
        widgets: Any = {"title": TITLE}


class OutcomeForm(TitledForm):
    """An expected outcome."""

    class Meta:
        model = Outcome
        fields = ["number", "title"]
        widgets: Any = {"title": TITLE}


class IndicatorForm(TitledForm):
    """A success indicator; `hint_url` answers what its measure counts today."""

    numbered = refused_at = "letter"

    class Meta:
        model = Indicator
        fields = ["letter", "title", "measure", "kind", "begins_on"]
        widgets: Any = {"title": TITLE, "begins_on": DAY}
        labels: Any = {"letter": gettext_lazy("Letter behind the goal's number")}
        help_texts: Any = {
            "begins_on": gettext_lazy(
                "Left empty it counts from the contract's start. In years before it the report says when it begins."
            ),
            "kind": gettext_lazy(
                "“This year's own” begins anew each year; “in all by the year's end” grows on; "
                "“on 31 December” is how many there are."
            ),
        }

    def __init__(self, *args, hint_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["measure"].widget = forms.Select(choices=measure_choices(self.instance.measure))
        asks = {
            "hx-get": hint_url,
            "hx-include": "closest form",
            "hx-target": "#hint",
            "hx-trigger": "change",
        }
        for name in ("measure", "kind", "begins_on"):
            self.fields[name].widget.attrs |= asks

    def clean_letter(self):
        """Take one small letter."""
        letter = self.cleaned_data["letter"].lower()
        if letter not in string.ascii_lowercase:
            raise forms.ValidationError(_("One letter from a to z."))
        return letter

    def clean_measure(self):
        """Take a measure that is counted; one that nobody counts any more may stay until another is chosen."""
        code = self.cleaned_data["measure"]
        if code not in dict(self.fields["measure"].widget.choices):
            raise forms.ValidationError(_("Choose a measure of the list."))
        return code
