"""Forms of costs and of the plan's import."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.importing.read import MAX_BYTES
from reports.models import Activity, Cost
from silab.accounts.models import Contract


class CostForm(forms.ModelForm):
    """One document of the accounts, on an activity of the contract; negative is a credit note."""

    class Meta:
        model = Cost
        fields = ["activity", "on", "document_number", "supplier", "amount", "vat", "description"]
        widgets = {"on": forms.DateInput(attrs={"placeholder": gettext_lazy("01.12.2022")})}
        help_texts = {"amount": gettext_lazy("A credit note has a minus: -120,00.")}

    def __init__(self, *args, contract, **kwargs):
        super().__init__(*args, **kwargs)
        self.contract = contract
        self.fields["activity"].queryset = Activity.objects.filter(contract=contract).order_by(
            "year", "number"
        )
        for name in ("amount", "vat"):
            self.fields[name].localize = self.fields[name].widget.is_localized = True
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(*self.Meta.fields)

    def clean_on(self):
        """Refuse a date outside the contract."""
        on, contract = self.cleaned_data["on"], self.contract
        if not contract.starts_on <= on <= contract.ends_on:
            raise forms.ValidationError(
                _("The date is outside the contract (%(from)s–%(to)s).")
                % {"from": f"{contract.starts_on:%d.%m.%Y}", "to": f"{contract.ends_on:%d.%m.%Y}"}
            )
        return on

    def clean(self):
        """Refuse a VAT that is more than the amount, or of the other sign."""
        cleaned = super().clean()
        amount, vat = cleaned.get("amount"), cleaned.get("vat")
        if amount and vat and (abs(vat) > abs(amount) or (vat < 0) != (amount < 0)):
            self.add_error("vat", _("VAT is a part of the amount: not more than it, and of the same sign."))
        if amount == 0:
            self.add_error("amount", _("The amount cannot be 0."))
        return cleaned


class SeveralFiles(forms.ClearableFileInput):
    """An input that takes several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or several, together at most MAX_BYTES."""

    widget = SeveralFiles

    def clean(self, data, initial=None):
        """Return the list of files; refuse too much before anything is read."""
        files = data if isinstance(data, list | tuple) else [data]
        if not files:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        cleaned = [super(FilesField, self).clean(file, initial) for file in files]
        if sum(file.size for file in cleaned) > MAX_BYTES:
            raise forms.ValidationError(
                _("The files are too big: together they may have %(limit)s MB. Nothing was imported.")
                % {"limit": MAX_BYTES // 1_000_000}
            )
        if len(cleaned) > 4:
            raise forms.ValidationError(
                _("A plan has four files at most: activities, targets, period targets, totals.")
            )
        if len({file.name for file in cleaned}) < len(cleaned):
            raise forms.ValidationError(_("Two files have the same name. Rename one of them."))
        return cleaned


class PlanFilesForm(forms.Form):
    """Contract and files of an import."""

    contract = forms.ModelChoiceField(
        Contract.objects.none(), label=gettext_lazy("Contract"), empty_label=None
    )
    files = FilesField(  # type: ignore[assignment]  # Django takes fields out of the class
        label=gettext_lazy("Files of the plan"),
        help_text=gettext_lazy(
            "Four CSV files together (plan_activities, plan_targets, plan_period_targets, plan_totals) "
            "or one XLSX file with the same four sheets. At most 2 MB."
        ),
    )

    def __init__(self, *args, contracts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["contract"].queryset = contracts
        self.fields["files"].widget.attrs["accept"] = ".csv,.xlsx"
