"""What a representative writes of a community, and by whom they were asked."""

from django import forms
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from municipalities.communities.days import EARLIEST_FOUNDING, DayField
from municipalities.communities.defining import DESCRIPTION, NameTaken, refuse_taken_name
from municipalities.matching import Matcher
from municipalities.models import Community, CommunityInvitation, CommunityProposal, Municipality
from silab.common.text import search_key

TEXT = {"rows": 6}
#: Suggestions less alike than the best by more than this would only confuse.
NOT_WORSE_BY = 25


class DescriptionForm(forms.ModelForm):
    """A community described: name, kind, self-definition, boundary, founding."""

    self_definition = forms.CharField(
        label=gettext_lazy("Who are you as a community?"),
        max_length=5000,
        help_text=gettext_lazy(
            "What holds you together, who belongs, what do you do together? A few sentences are enough."
        ),
        widget=forms.Textarea(attrs=TEXT),
    )
    founded_on = DayField(
        label=gettext_lazy("Founded"),
        required=False,
        earliest=EARLIEST_FOUNDING,
        help_text=gettext_lazy("If there is such a day."),
    )

    class Meta:
        model = Community
        fields = ("name", "kind", "self_definition", "boundary", "founded_on")
        labels = {
            "name": gettext_lazy("Name of the community"),
            "kind": gettext_lazy("What kind of community is it?"),
            "boundary": gettext_lazy("Where or around what?"),
        }
        help_texts = {
            "name": gettext_lazy(
                "As you call it yourselves, such as “Ramsi alevik” or “Suure-Jaani noored”."
            ),
            "boundary": gettext_lazy(
                "The boundary of your village or district, or the interest that you share."
            ),
        }
        widgets = {"kind": forms.RadioSelect}

    def __init__(self, *args, municipality=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.municipality = municipality
        self.fields["kind"].choices = self.fields["kind"].choices[1:]  # no empty choice among radio buttons
        self.fields["boundary"].required = True

    def clean(self):
        """Refuse a name that another community of the municipality has."""
        data = super().clean()
        municipality = data.get("municipality") or self.municipality
        if municipality is not None and data.get("name"):
            known = self.instance if isinstance(self.instance, Community) and self.instance.pk else None
            try:
                refuse_taken_name(municipality, data["name"], but=known)
            except NameTaken as taken:
                self.add_error("name", taken)
        return data

    @property
    def description(self) -> dict:
        """What was written of the community, without its municipality."""
        return {field: self.cleaned_data[field] for field in DESCRIPTION if field != "municipality"}

    def _post_clean(self):
        # An action makes the record, under its lock.
        pass


class PersonFields(forms.Form):
    """Who writes."""

    representative_name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    representative_phone = forms.CharField(
        label=gettext_lazy("Phone"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        help_text=gettext_lazy("Only the municipality and Silab see your address and phone."),
    )


class InvitedForm(DescriptionForm, PersonFields):
    """What an invited person writes: municipality and address are known from the letter."""


class ProposalForm(DescriptionForm, PersonFields):
    """The public form: the municipality is typed and understood, or asked about."""

    municipality = forms.CharField(
        label=gettext_lazy("Municipality"),
        max_length=200,
        widget=forms.TextInput(attrs={"list": "municipalities", "autocomplete": "off"}),
        help_text=gettext_lazy("Begin to type and choose: city or rural municipality."),
    )
    #: Which of the suggestions is meant, shown when what was typed is not certain.
    meant = forms.CharField(
        label=gettext_lazy("Which one do you mean?"), required=False, widget=forms.RadioSelect
    )
    representative_email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=gettext_lazy(
            "We send you a link: your community goes to the municipality once you open it."
        ),
    )
    #: Nobody sees this field; programs that fill in everything do.
    website = forms.CharField(
        required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"})
    )

    field_order = (
        "municipality",
        "meant",
        "name",
        "kind",
        "self_definition",
        "boundary",
        "founded_on",
        "representative_name",
        "representative_email",
        "representative_phone",
    )

    class Meta(DescriptionForm.Meta):
        model = CommunityProposal  # type: ignore[assignment]  # a proposal holds the same fields

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.register = {found.name: found for found in Municipality.objects.valid_on(today)}
        self.candidates: list[Municipality] = []

    @property
    def is_filled_by_a_program(self) -> bool:
        """Whether the field that nobody sees was filled in."""
        return bool(self.data.get("website"))

    @property
    def groups(self):
        """(title, fields) in reading order; `meant` only where there is something to choose."""
        named = [
            (_("Where?"), ("municipality", *(("meant",) if self.candidates else ()))),
            (_("The community"), ("name", "kind", "self_definition", "boundary", "founded_on")),
            (_("You"), ("representative_name", "representative_email", "representative_phone")),
        ]
        return [(title, [self[name] for name in names]) for title, names in named]

    @property
    def options(self):
        """The municipalities of today, for the browser to suggest."""
        options = format_html_join("", '<option value="{}"></option>', ((name,) for name in self.register))
        return format_html('<datalist id="municipalities">{}</datalist>', options)

    def clean_municipality(self):
        """Return the municipality that is meant; one that is not certain is asked about, never guessed."""
        text = self.cleaned_data["municipality"]
        by_key = {search_key(name): found for name, found in self.register.items()}
        if search_key(text) in by_key:
            return by_key[search_key(text)]
        found = Matcher().match(text, timezone.localdate())
        if found.is_certain and found.score == 100:
            return found.municipality
        likely = [one for one in found.candidates if one.score >= found.score - NOT_WORSE_BY]
        self.candidates = [candidate.municipality for candidate in likely]
        self.fields["meant"].required = bool(likely)
        self.fields["meant"].widget.choices = [(str(one.pk), one.name) for one in self.candidates]
        for one in self.candidates:
            if str(one.pk) == self.data.get("meant"):
                return one
        self._ask(text, found)

    def _ask(self, text, found):
        text = text[:60]
        if not self.candidates:
            words = _("There is no municipality “%(text)s”. Choose one of the list that opens as you type.")
            raise forms.ValidationError(words % {"text": text})
        if found.is_certain:
            self.data = self.data.copy()
            self.data["meant"] = str(found.municipality.pk)
            words = _(
                "There is no municipality “%(text)s”. Do you mean %(name)s? Then send the form once more."
            )
            raise forms.ValidationError(words % {"text": text, "name": found.municipality})
        words = _("“%(text)s” is not clear. Choose below which municipality you mean.")
        raise forms.ValidationError(words % {"text": text})


class InvitationForm(forms.ModelForm):
    """Whom an official or staff ask to describe a community."""

    class Meta:
        model = CommunityInvitation
        fields = ("email", "name", "message")
        labels = {"email": gettext_lazy("Their e-mail address"), "name": gettext_lazy("Their name")}
        help_texts = {"message": gettext_lazy("Stands in the letter above the link.")}
        widgets = {"message": forms.Textarea(attrs={"rows": 4})}


class OtherNameForm(forms.Form):
    """Another name for a community, where the first was taken meanwhile."""

    name = forms.CharField(label=gettext_lazy("Name of the community"), max_length=200)

    def __init__(self, *args, municipality, **kwargs):
        super().__init__(*args, **kwargs)
        self.municipality = municipality

    def clean_name(self):
        """Refuse a name that is taken."""
        refuse_taken_name(self.municipality, self.cleaned_data["name"])
        return self.cleaned_data["name"]


class SendBackForm(forms.Form):
    """Why a community is sent back."""

    reason = forms.CharField(
        label=gettext_lazy("Why is it sent back?"),
        help_text=gettext_lazy("The community reads this and corrects its self-definition."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "form-control"}),
    )
