"""What is typed about principles, co-creation formats, their events, and decisions."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from municipalities.communities.days import TEN_YEARS, DayField
from municipalities.enums import CommunityState
from municipalities.models import CocreationFormat, DecisionParticipation, FormatEvent, Principles
from silab.common.uploads import KINDS, kind_of

LONG = 20_000


def _text(label, *, required=False, rows=4, **kwargs):
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=LONG, required=required, widget=widget, **kwargs)


class PrinciplesForm(forms.ModelForm):
    """Principles: negotiated when and with whom, applied when and by what evidence."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    negotiated_on = DayField(label=gettext_lazy("Negotiated on"))
    negotiated_with = forms.CharField(
        label=gettext_lazy("Negotiated with"),
        max_length=300,
        help_text=gettext_lazy("For example: spokespersons of eleven villages and the council’s committees."),
    )
    applied_on = DayField(
        label=gettext_lazy("Applied on"),
        required=False,
        help_text=gettext_lazy("From when they hold; leave empty while they are only agreed."),
    )
    evidence = _text(
        gettext_lazy("What shows that they are applied?"),
        help_text=gettext_lazy("A sentence or two, a link or a file."),
    )
    evidence_url = forms.URLField(
        label=gettext_lazy("Link"), required=False, assume_scheme="https", max_length=200
    )
    upload = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ",".join(KINDS)}),
        help_text=gettext_lazy("PDF, Word, Excel, OpenDocument, picture or CSV, up to 10 MB."),
    )
    drop_file = forms.BooleanField(label=gettext_lazy("Take the present file away"), required=False)

    class Meta:
        model = Principles
        fields = ("title", "negotiated_on", "negotiated_with", "applied_on", "evidence", "evidence_url")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.file:
            del self.fields["drop_file"]

    def clean_upload(self):
        """Refuse a file that is too large or not what its name says."""
        file = self.cleaned_data.get("upload")
        if file:
            kind_of(file)
        return file or None

    def clean(self):
        """Principles are applied after they were negotiated, and something shows it."""
        data = super().clean()
        first, applied = data.get("negotiated_on"), data.get("applied_on")
        if first and applied and applied < first:
            self.add_error("applied_on", _("Principles cannot be applied before they are negotiated."))
        kept = bool(self.instance.file) and not data.get("drop_file")
        shown = bool(data.get("evidence") or data.get("evidence_url") or data.get("upload") or kept)
        if applied and not shown and not self.errors:
            self.add_error("evidence", _("Say, link or attach what shows that the principles are applied."))
        if shown and not applied and not self.errors:
            self.add_error("applied_on", _("There is evidence, so add the day from which they are applied."))
        return data


class WithCommunities(forms.ModelForm):
    """An entry that names communities of its municipality."""

    def __init__(self, *args, municipality, **kwargs):
        super().__init__(*args, **kwargs)
        own = municipality.communities.exclude(state=CommunityState.SENT_BACK)
        if self.instance.pk:
            own = (own | municipality.communities.filter(pk__in=self.instance.communities.all())).distinct()
        self.fields["communities"].queryset = own


CHECKBOXES = {"communities": forms.CheckboxSelectMultiple}


class FormatForm(WithCommunities):
    """A co-creation format."""

    started_on = DayField(label=gettext_lazy("Started"))
    ended_on = DayField(
        label=gettext_lazy("Ended"),
        required=False,
        ahead=TEN_YEARS,
        help_text=gettext_lazy("Leave empty while it goes on."),
    )

    class Meta:
        model = CocreationFormat
        fields = ("kind", "name", "started_on", "ended_on", "communities")
        labels = {"communities": gettext_lazy("Which communities take part?")}
        widgets = CHECKBOXES

    def clean(self):
        """A format ends no earlier than it starts, nor before its last event."""
        data = super().clean()
        first, last = data.get("started_on"), data.get("ended_on")
        if first and last and last < first:
            self.add_error("ended_on", _("A format cannot end before it starts."))
        return data


class EventForm(WithCommunities):
    """One meeting of a format."""

    on = DayField(label=gettext_lazy("Date"))
    participants = forms.IntegerField(
        label=gettext_lazy("People present"), required=False, min_value=1, max_value=100_000
    )
    notes = _text(gettext_lazy("What was said"))

    class Meta:
        model = FormatEvent
        fields = ("on", "topic", "communities", "participants", "notes")
        labels = {"communities": gettext_lazy("Which communities were present?")}
        help_texts = {
            "communities": gettext_lazy(
                "The event counts as a discussion with communities once at least one is chosen."
            )
        }
        widgets = CHECKBOXES

    def clean_on(self):
        """An event of a format takes place while the format runs."""
        on, of = self.cleaned_data["on"], self.instance.format
        if on < of.started_on or (of.ended_on and on > of.ended_on):
            raise forms.ValidationError(
                _("The format did not run on this day. Check the day, or the format’s days.")
            )
        return on


class DecisionForm(WithCommunities):
    """Communities took part in a decision."""

    on = DayField(label=gettext_lazy("Date"))
    what_changed = _text(
        gettext_lazy("What changed?"),
        help_text=gettext_lazy("What is different in the decision because communities took part?"),
    )

    class Meta:
        model = DecisionParticipation
        fields = ("decision", "on", "communities", "what_changed")
        labels = {"communities": gettext_lazy("Which communities took part?")}
        widgets = CHECKBOXES

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["communities"].required = True
