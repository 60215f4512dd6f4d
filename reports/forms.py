"""Forms of the plan's import."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.importing.read import MAX_BYTES
from silab.accounts.models import Contract


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
        if len(cleaned) > 5:
            raise forms.ValidationError(
                _("A plan has five files at most: activities, targets, period targets, totals, goals.")
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
            "or one XLSX file with the same four sheets; goals may come along (plan_goals, sheet Eesmärgid). "
            "At most 2 MB."
        ),
    )

    def __init__(self, *args, contracts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["contract"].queryset = contracts
        self.fields["files"].widget.attrs["accept"] = ".csv,.xlsx"
