"""What staff fill in when the plan changes, and when a later year takes over what one left undone."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.amendments.actions import amend_plan
from reports.enums import AmendmentSource
from reports.importing import Refused, apply_plan
from reports.models import Activity, AnnualReport, CarryOver, Target
from silab.common.edit_form import EditForm
from silab.common.fields import DayInput, NumberField

CORRECTION, AMENDMENT = "correction", "amendment"
HOW = (
    (CORRECTION, gettext_lazy("A correction of typing: the plan was always meant so")),
    (AMENDMENT, gettext_lazy("An amendment: something else was agreed, and the plan before it is kept")),
)


class HowForm(forms.Form):
    """Whether a change of the plan corrects typing or amends what was agreed, and then by what and why."""

    how = forms.ChoiceField(
        label=gettext_lazy("What is this change?"),
        choices=HOW,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose a correction or an amendment.")},
    )
    decided_on = forms.DateField(
        label=gettext_lazy("In force from"),
        required=False,
        widget=DayInput(),
        help_text=gettext_lazy("This and the following are needed for an amendment only."),
    )
    source = forms.ChoiceField(
        label=gettext_lazy("Agreed by"),
        required=False,
        choices=[("", "–"), *AmendmentSource.choices],
    )
    report = forms.ModelChoiceField(
        AnnualReport.objects.none(),
        label=gettext_lazy("Which annual report"),
        required=False,
        empty_label="–",
    )
    reference = forms.CharField(
        label=gettext_lazy("Letter or annex"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Its number and date, so that it can be found."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Why the plan changes. The list of amendments shows it."),
    )

    def __init__(self, *args, contract, **kwargs):
        super().__init__(*args, **kwargs)
        self.contract = contract
        reports = AnnualReport.objects.filter(contract=contract).select_related("contract")
        self.fields["report"].queryset = reports.order_by("-year", "-version")
        self.fields["report"].label_from_instance = _report_words

    def clean(self):
        """An amendment says from when, by what and why."""
        cleaned = super().clean()
        if cleaned.get("how") == AMENDMENT:
            needed = {
                "decided_on": _("Write from which day the plan is the new one."),
                "source": _("Say by what it was agreed."),
                "reason": _("Write why the plan changes: the report tells it."),
            }
            for name, words in needed.items():
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, words)
        return cleaned

    def apply(self, plan, *, by) -> bool:
        """Make the contract's plan equal to `plan` as was chosen; False with errors at the fields."""
        chosen = dict(self.cleaned_data)
        try:
            if chosen.pop("how") == CORRECTION:
                apply_plan(contract=self.contract, plan=plan, by=by)
            else:
                if chosen["source"] != AmendmentSource.REPORT:
                    chosen["report"] = None
                amend_plan(contract=self.contract, plan=plan, by=by, **chosen)
        except (Refused, ValidationError) as error:
            self.add_error(None, error if isinstance(error, ValidationError) else str(error))
        return not self.errors


class CarryOverForm(EditForm):
    """A target left undone, and the activity of a later year that does it."""

    class Meta:
        model = CarryOver
        fields = ("target", "activity", "amount", "due_on", "note")
        field_classes = {"amount": NumberField}
        widgets = {"due_on": DayInput(), "note": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "amount": gettext_lazy("How much of the target is taken over, beside the later year’s own.")
        }
        error_messages = {
            NON_FIELD_ERRORS: {
                "unique_together": gettext_lazy(
                    "This activity takes this target over already. Remove the earlier carry-over first."
                )
            }
        }

    def __init__(self, *args, contract, year, **kwargs):
        super().__init__(*args, **kwargs)
        targets = Target.objects.filter(activity__contract=contract, activity__year=year)
        activities = Activity.objects.filter(contract=contract, year__gt=year)
        self.fields["target"].queryset = targets.select_related("activity").order_by("activity__number", "pk")
        self.fields["target"].label_from_instance = lambda row: f"{row.activity.number}. {row.label}"
        self.fields["activity"].queryset = activities.order_by("year", "number")


def _report_words(report):
    return _("Annual report %(year)s, version %(version)s (%(state)s)") % {
        "year": report.year,
        "version": report.version,
        "state": report.get_state_display(),
    }
