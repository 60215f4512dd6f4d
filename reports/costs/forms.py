"""Forms of costs, their documents and commitments."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.models import Activity, Commitment, Cost
from silab.common.edit_form import EditForm
from silab.common.fields import DayInput, NumberField
from silab.common.templatetags.formats import day
from silab.common.uploads import KINDS

DAY = DayInput()


class OfContractForm(EditForm):
    """A record on an activity of the contract, dated inside the contract; another year than the activity's is
    asked about once."""

    year_is_meant = forms.BooleanField(
        required=False, label=gettext_lazy("The date is right: it belongs to this activity all the same")
    )

    def __init__(self, *args, contract, **kwargs):
        super().__init__(*args, **kwargs)
        self.contract = contract
        self.fields["activity"].queryset = Activity.objects.filter(contract=contract).order_by(
            "year", "number"
        )
        self.fields["activity"].empty_label = _("Choose the activity")
        if not contract.activities.exists():
            self.fields["activity"].help_text = format_html(
                '{} <a href="{}?leping={}">{}</a>',
                _("The plan has no activity yet that could bear it. Add the activities first."),
                reverse("reports:plan_edit"),
                contract.slug,
                _("Edit the plan"),
            )
        #: Whether the form asks if a date in another year is meant.
        self.asks = "year_is_meant" in self.data
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(*self.Meta.fields)

    def clean_on(self):
        """Refuse a date outside the contract."""
        on, contract = self.cleaned_data["on"], self.contract
        if not contract.starts_on <= on <= contract.ends_on:
            raise forms.ValidationError(
                _("The date is outside the contract (%(from)s–%(to)s).")
                % {"from": day(contract.starts_on), "to": day(contract.ends_on)}
            )
        return on

    def clean(self):
        """Ask about a date in another year than the activity's: bills of December come in January."""
        cleaned = super().clean()
        on, activity = cleaned.get("on"), cleaned.get("activity")
        if on and activity and on.year != activity.year and self._is_new_year(on, activity):
            self.asks = True
            if not cleaned.get("year_is_meant"):
                self.add_error(
                    "on",
                    _("The date is in %(date)s, the activity in the plan of %(plan)s. Choose the other year’s "
                      "activity or confirm below that this is meant.")
                    % {"date": on.year, "plan": activity.year},
                )  # fmt: skip
        if self.asks:
            self.helper.layout = Layout(*self.Meta.fields, "year_is_meant")
        return cleaned

    def _is_new_year(self, on, activity):
        """Whether date or activity is not what was saved before: what was meant once is not asked again."""
        return not self.instance.pk or {"on", "activity"} & set(self.changed_data)


class CostForm(OfContractForm):
    """One document of the accounts; negative is a credit note."""

    refused_at = "document_number"

    class Meta:
        model = Cost
        fields = [
            "activity",
            "on",
            "document_number",
            "supplier",
            "amount",
            "vat",
            "funding",
            "commitment",
            "description",
        ]
        field_classes = {"amount": NumberField, "vat": NumberField}
        widgets = {"on": DAY}
        help_texts = {
            "amount": gettext_lazy("A credit note has a minus: -120,00."),
            "funding": gettext_lazy("Only what the contract bears counts against its budget."),
            "commitment": gettext_lazy("The contract or order that this pays; it uses the commitment up."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["funding"].required = False
        commitments = Commitment.objects.filter(activity__contract=self.contract)
        self.fields["commitment"].queryset = commitments.select_related("activity").order_by("-on", "pk")
        self.fields["commitment"].label_from_instance = _commitment_words
        self.fields["commitment"].empty_label = "–"

    def clean_funding(self):
        """Take what is not said to be borne by the contract."""
        return self.cleaned_data["funding"] or Cost._meta.get_field("funding").default

    def clean(self):
        """Refuse a VAT that is more than the amount, or of the other sign, and a commitment of another activity."""
        cleaned = super().clean()
        amount, vat = cleaned.get("amount"), cleaned.get("vat")
        if amount and vat and (abs(vat) > abs(amount) or (vat < 0) != (amount < 0)):
            self.add_error("vat", _("VAT is a part of the amount: not more than it, and of the same sign."))
        if amount == 0:
            self.add_error("amount", _("The amount cannot be 0."))
        commitment, activity = cleaned.get("commitment"), cleaned.get("activity")
        if commitment and activity and commitment.activity_id != activity.pk:
            self.add_error(
                "commitment",
                _("This commitment belongs to another activity: %(activity)s.")
                % {"activity": commitment.activity},
            )
        return cleaned


class CommitmentForm(OfContractForm):
    """Money promised by a contract or an order."""

    class Meta:
        model = Commitment
        fields = ["activity", "on", "supplier", "reference", "amount", "note"]
        field_classes = {"amount": NumberField}
        widgets = {"on": DAY}


class DocumentForm(forms.Form):
    """An invoice or a receipt as a file."""

    file = forms.FileField(
        label=gettext_lazy("Invoice or receipt"),
        help_text=gettext_lazy("PDF, picture, DOCX, XLSX, ODT or CSV."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs["accept"] = ",".join(KINDS)


class ClosingForm(forms.Form):
    """The day on which a commitment is closed."""

    closed_on = forms.DateField(
        label=gettext_lazy("Closed on"), widget=DAY, help_text=gettext_lazy("What is not used up comes free.")
    )


def _commitment_words(commitment):
    return f"{commitment} · {commitment.activity.year}/{commitment.activity.number}"
