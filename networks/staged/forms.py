"""What staff fill in about stages, processes, advice and pilot interest."""

from decimal import Decimal

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from municipalities.models import Municipality
from networks.days import DayField
from networks.models import Advice, EngagementProcess, ModelStage, PilotInterest
from silab.accounts.models import Person
from silab.common.fields import NumberField
from silab.common.text import search_key

LONGEST = 20_000
MARKDOWN = _("Markdown: **bold**, - list, ## heading, [text](address).")


def _text(label, *, rows=4, required=False, help_text=""):
    return forms.CharField(
        label=label,
        required=required,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": rows}),
        help_text=help_text,
    )


class StageForm(forms.ModelForm):
    """A stage of the model: words, tools, the rule that fulfils it."""

    purpose = _text(_("What it is for"), rows=3)
    tools = _text(_("Tools"), rows=6, help_text=MARKDOWN)

    class Meta:
        model = ModelStage
        fields = ("title", "purpose", "tools", "evidence_rule")
        help_texts = {"evidence_rule": _("The portal proposes the evidence out of these records.")}

    def clean_title(self):
        """Two stages of one name would be two columns that nobody tells apart."""
        title = self.cleaned_data["title"].strip()
        others = ModelStage.objects.filter(in_use=True).exclude(pk=self.instance.pk)
        if search_key(title) in {search_key(other) for other in others.values_list("title", flat=True)}:
            raise forms.ValidationError(_("Another stage in use already has this name."))
        return title


class StartForm(forms.ModelForm):
    """A process that begins."""

    started_on = DayField(label=_("Started"))
    notes = _text(_("Notes"), help_text=_("For Silab’s staff only."))

    class Meta:
        model = EngagementProcess
        fields = ("municipality", "started_on", "adviser", "is_pilot", "notes")
        widgets = {"adviser": forms.TextInput(attrs={"list": "advisers", "autocomplete": "off"})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["municipality"].queryset = Municipality.objects.valid_on(timezone.localdate())


class ProcessForm(forms.ModelForm):
    """What can be changed of a process: its start, adviser, notes, whether it is a pilot and how it was evaluated."""

    started_on = DayField(label=_("Started"))
    evaluated_on = DayField(label=_("Evaluated on"), required=False)
    notes = _text(_("Notes"), help_text=_("For Silab’s staff only."))
    evaluation = _text(_("Evaluation"), rows=6, help_text=_("For Silab’s staff only."))

    class Meta:
        model = EngagementProcess
        fields = ("started_on", "adviser", "notes", "is_pilot", "evaluated_on", "evaluation")
        widgets = {"adviser": forms.TextInput(attrs={"list": "advisers", "autocomplete": "off"})}

    def clean(self):
        """An evaluation has its day and its words; the start lies in the municipality's time."""
        data = super().clean()
        if data.get("evaluation") and not data.get("evaluated_on"):
            self.add_error("evaluated_on", _("Write on which day it was evaluated."))
        if data.get("evaluated_on") and not data.get("evaluation"):
            self.add_error("evaluation", _("Write what was found."))
        start = data.get("started_on")
        if start and not self.instance.municipality.is_valid_on(start):
            self.add_error("started_on", _("The municipality does not exist on this day."))
        return data


class EndForm(forms.Form):
    """The day on which a process ends."""

    ended_on = DayField(label=_("Ended"))


class ConfirmForm(forms.Form):
    """The evidence of a reached stage; its day is asked only where no record tells it."""

    evidence = _text(_("Evidence"), rows=5, required=True)
    reached_on = DayField(label=_("Became true on"))
    seen = forms.DateField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, proposal, **kwargs):
        super().__init__(*args, **kwargs)
        if proposal:
            del self.fields["reached_on"]
            self.initial["seen"] = proposal.day.isoformat()

    def clean_evidence(self):
        """A tick or a word is no evidence."""
        text = self.cleaned_data["evidence"].strip()
        if sum(letter.isalpha() for letter in text) < 10:
            raise forms.ValidationError(_("Write in a sentence by what the stage is reached."))
        return text


class WithdrawForm(forms.Form):
    """Why a confirmed stage is taken back."""

    reason = forms.CharField(label=_("Why is it withdrawn?"), max_length=100)


class AdviceForm(forms.ModelForm):
    """An adviser's conversation with a municipality."""

    on = DayField(label=_("Date"))
    hours = NumberField(
        label=_("Hours"),
        min_value=Decimal("0.1"),
        max_value=24,
        max_digits=4,
        decimal_places=1,
        help_text=_("One decimal: 1,5 is an hour and a half."),
    )
    note = _text(_("Note"), rows=3, help_text=_("For Silab’s staff only."))

    class Meta:
        model = Advice
        fields = ("on", "adviser", "hours", "note")
        widgets = {"adviser": forms.TextInput(attrs={"list": "advisers", "autocomplete": "off"})}


class InterestForm(forms.ModelForm):
    """Somebody told of their interest in a pilot."""

    told_on = DayField(label=_("Told on"))
    name = forms.CharField(label=_("Name"), max_length=200, required=False)
    email = forms.EmailField(label=_("E-mail address"), required=False)
    note = _text(_("Note"), rows=3)

    class Meta:
        model = PilotInterest
        fields = ("municipality", "told_on", "name", "email", "note")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        person = self.instance.person
        if person:
            self.initial |= {"name": person.name, "email": person.email}
        municipalities = Municipality.objects.valid_on(timezone.localdate())
        if self.instance.municipality_id:
            municipalities |= Municipality.objects.filter(pk=self.instance.municipality_id)
        self.fields["municipality"].queryset = municipalities

    def clean(self):
        """A new person needs a name."""
        data = super().clean()
        if data.get("email") and not data.get("name"):
            self.add_error("name", _("Write whose address it is."))
        return data

    def person(self, by) -> Person | None:
        """Return who told: the one known by this address or already noted here, else a new person; None for nobody."""
        name, email = self.cleaned_data["name"].strip(), self.cleaned_data["email"].strip()
        if not name:
            return None
        noted = self.instance.person
        if noted and (noted.name, noted.email) == (name, email):
            return noted
        known = Person.objects.filter(email__iexact=email).order_by("pk").first() if email else None
        return known or Person.objects.create(name=name, email=email, created_by=by)
