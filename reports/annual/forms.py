"""The form of an attached material."""

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.annual.files import is_web_address
from silab.common.uploads import KINDS


class WebAddressField(forms.URLField):
    """An address that readers open in their browser."""

    default_validators = [is_web_address]
    default_error_messages = {"invalid": is_web_address.message}


class AttachmentForm(forms.Form):
    """A title with a link or a file; which of the two, the action says."""

    title = forms.CharField(label=_("Title"), max_length=200)
    url = WebAddressField(label=_("Link"), required=False, assume_scheme="https", max_length=200)
    file = forms.FileField(
        label=_("or file"),
        required=False,
        max_length=200,
        help_text=_("PDF, DOCX, XLSX, ODT, PNG, JPG or CSV, up to 10 MB."),
        widget=forms.FileInput(attrs={"accept": ",".join((*KINDS, ".jpeg"))}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="attach-%s", **kwargs)

    def refuse(self, error: forms.ValidationError) -> None:
        """Say at the field that it is about why the material was not attached."""
        about = "file" if self.files else "url"
        self.add_error(None if hasattr(error, "error_dict") else about, error)

    def ask_for_the_file_again(self) -> None:
        """Say what a browser cannot keep, when something else was refused."""
        if self.files and "file" not in self.errors:
            self.add_error("file", _("Choose the file again: the browser does not keep it."))
