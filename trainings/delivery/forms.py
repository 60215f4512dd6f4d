"""What is typed about a day's materials and homework, and what participants hand in."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from silab.common.fields import MomentInput
from silab.common.uploads import KINDS, kind_of
from trainings.models import Homework, Material, Submission

ENDINGS = ",".join(KINDS)


class MaterialForm(forms.ModelForm):
    """A material: a link or a file."""

    url = forms.URLField(label=gettext_lazy("Link"), required=False, assume_scheme="https")
    file = forms.FileField(
        label=gettext_lazy("File"), required=False, widget=forms.FileInput(attrs={"accept": ENDINGS})
    )

    class Meta:
        model = Material
        fields = ("title", "url", "file")

    def clean_file(self):
        """Refuse what is too large or not what its name says."""
        return _checked(self.cleaned_data.get("file"))

    def clean(self):
        """Ask for one of the two."""
        data = super().clean()
        if not self.errors and bool(data.get("url")) == bool(data.get("file")):
            self.add_error("url", _("Give a link or a file, one of the two."))
        return data

    def _post_clean(self):
        # The row is made by the action; here its file would pass for a stored one.
        pass


class HomeworkForm(forms.ModelForm):
    """A task with its deadline, in Tallinn's time."""

    class Meta:
        model = Homework
        fields = ("title", "text", "due_at", "by_team")
        widgets = {
            "text": forms.Textarea(attrs={"rows": 5}),
            "due_at": MomentInput(),
        }
        help_texts = {
            "due_at": gettext_lazy("Day and time, Estonian time. What comes later is marked late."),
            "text": gettext_lazy("Markdown: **bold**, - list, ## heading, [text](address)."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["due_at"].input_formats = ["%d.%m.%Y %H:%M", "%d.%m.%Y %H.%M", "%Y-%m-%dT%H:%M"]


class HandInForm(forms.Form):
    """A participant's answer; `seen` tells what its sender had before their eyes."""

    text = forms.CharField(
        label=gettext_lazy("Your answer"),
        required=False,
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ENDINGS}),
        help_text=gettext_lazy("PDF, Word, Excel, OpenDocument, picture or CSV, up to 10 MB."),
    )
    drop_file = forms.BooleanField(label=gettext_lazy("Take out the file handed in before"), required=False)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, submission: Submission | None, **kwargs):
        super().__init__(*args, **kwargs)
        self.submission = submission
        if not (submission and submission.file):
            del self.fields["drop_file"]
        if submission:
            self.initial = {"text": submission.text, "seen": seen_of(submission)}

    def clean_file(self):
        """Refuse what is too large or not what its name says."""
        return _checked(self.cleaned_data.get("file"))

    def clean(self):
        """Ask for a text or a file."""
        data = super().clean()
        kept = self.submission and self.submission.file and not data.get("drop_file")
        if not self.errors and not data.get("text", "").strip() and not data.get("file") and not kept:
            self.add_error("text", _("Write your answer or attach a file."))
        return data


class CommentForm(forms.Form):
    """A trainer's words to a hand-in."""

    comment = forms.CharField(
        label=gettext_lazy("Comment"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def seen_of(submission: Submission | None) -> str:
    """Return what tells one state of a hand-in from another."""
    return submission.handed_in_at.isoformat() if submission else ""


def _checked(file):
    if file:
        kind_of(file)
    return file
