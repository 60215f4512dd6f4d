"""What is typed on a meeting's page."""

import re

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from municipalities.models import Municipality
from networks.models import Meeting
from silab.accounts.models import Person
from silab.common.text import search_key

NUMBER = re.compile(r"[0-9]{1,18}")
_NOBODY = _(
    "%(name)s with the code %(code)s is not known. Choose one from the suggestions, or type the name without a code."
)


class MinutesForm(forms.ModelForm):
    """Agenda and minutes, in Markdown; `seen` tells what its writer started from."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Meeting
        fields = ("agenda", "minutes")
        widgets = {"agenda": forms.Textarea(attrs={"rows": 5}), "minutes": forms.Textarea(attrs={"rows": 14})}
        help_texts = {"minutes": _("Markdown: **bold**, - list, ## heading, [text](address).")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen"] = self.instance.fingerprint


class PresenceForm(forms.Form):
    """Someone who was there: a known person by number, or a new one by name."""

    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        widget=forms.TextInput(attrs={"list": "people", "autocomplete": "off"}),
        help_text=_("Choose someone already known, or type a new name."),
    )
    municipality = forms.ModelChoiceField(
        Municipality.objects.none(), label=_("Municipality"), required=False, empty_label=_("none")
    )

    def __init__(self, *args, meeting, **kwargs):
        super().__init__(*args, **kwargs)
        day = timezone.localtime(meeting.starts_at).date()
        self.fields["municipality"].queryset = Municipality.objects.valid_on(day)

    def clean(self):
        """Find the person: "Mari Maasikas (ISIK-12)" as the search offers it, or the only one of that name."""
        data = super().clean()
        typed, coded, rest = data.get("name", "").partition(" (ISIK-")
        number = rest.removesuffix(")")
        known = Person.objects.filter(search_key=search_key(typed))
        if coded:
            known = known.filter(pk=int(number)) if NUMBER.fullmatch(number) else known.none()
        found = list(known[:2])
        if len(found) > 1:
            self.add_error("name", _("Several people have this name. Choose one from the suggestions."))
        if coded and not found:
            self.add_error("name", _NOBODY % {"code": f"ISIK-{number}", "name": typed})
        data |= {"name": typed.strip(), "person": found[0] if found else None}
        return data


class DecisionForm(forms.Form):
    """What was decided, who does it and by when."""

    text = forms.CharField(label=_("Decision"), max_length=500)
    owner = forms.CharField(label=_("Who does it"), max_length=150, required=False)
    due_on = forms.DateField(
        label=_("Due"), required=False, widget=forms.DateInput(attrs={"placeholder": _("dd.mm.yyyy")})
    )
