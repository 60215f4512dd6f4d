"""The form of one section."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.annual.form import WRITTEN
from reports.enums import SectionKind
from reports.models import FormSection
from silab.common.edit_form import EditForm

DEPTHS = (
    (1, gettext_lazy("chapter")),
    (2, gettext_lazy("below a chapter")),
    (3, gettext_lazy("two steps below a chapter")),
)
#: What somebody can be asked to write.
ASKED = (*WRITTEN, SectionKind.OUTCOMES, SectionKind.INDICATORS)


class SectionForm(EditForm):
    """Heading in both languages, what the section holds, what the writer is told."""

    under = "contract"

    class Meta:
        model = FormSection
        fields = ["heading", "heading_en", "kind", "level", "guidance", "is_required"]
        widgets: Any = {
            "heading": forms.Textarea(attrs={"rows": 2}),
            "heading_en": forms.Textarea(attrs={"rows": 2}),
            "guidance": forms.Textarea(attrs={"rows": 4}),
            "level": forms.Select(choices=DEPTHS),
        }
        help_texts: Any = {
            "heading": gettext_lazy("Prints exactly so, in every language."),
            "heading_en": gettext_lazy("Prints beside it in the English edition."),
            "kind": gettext_lazy(
                "The portal fills all but texts from records. Outcomes, indicators and activities below “each goal” "
                "are told goal by goal, elsewhere together."
            ),
            "guidance": gettext_lazy(
                "Stands beside the section while the report is written; it does not print."
            ),
        }

    def clean_heading(self):
        """A heading is one line."""
        return " ".join(self.cleaned_data["heading"].split())

    def clean_heading_en(self):
        """A heading is one line."""
        return " ".join(self.cleaned_data["heading_en"].split())

    def clean(self):
        """Refuse to require words where nobody can write any."""
        cleaned = super().clean()
        if cleaned.get("is_required") and cleaned.get("kind") and cleaned["kind"] not in ASKED:
            words = _("Nobody writes in a section that holds “%(kind)s”, so it cannot be required.")
            said = {"kind": SectionKind(cleaned["kind"]).label}
            self.add_error("is_required", ValidationError(words % said))
        return cleaned
