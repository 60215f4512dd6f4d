"""What staff type of a contact."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from municipalities.contacts.purposes import purposes, why_kept
from municipalities.models import Contact, Municipality
from silab.common.fields import DayInput

LONGEST_SUMMARY = 5000


class ContactForm(forms.ModelForm):
    """One contact: with which municipality, when, how, with whom, about what, when to come back to it."""

    class Meta:
        model = Contact
        fields = ("municipality", "channel", "on", "with_whom", "summary", "follow_up_on", "follow_up")
        widgets = {
            "channel": forms.RadioSelect,
            "on": DayInput(),
            "summary": forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST_SUMMARY}),
            "follow_up_on": DayInput({"data-follow-up": "1"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["municipality"].queryset = Municipality.objects.order_by("sort_key", "pk")
        self.fields["municipality"].empty_label = _("choose")
        self.fields["channel"].choices = self.fields["channel"].choices[1:]
        self.fields["on"].initial = timezone.localdate
        self.why_kept = ""
        for purpose in purposes():
            self.fields[purpose.key] = purpose.field(self.instance)
            if self.instance.pk:
                self.initial[purpose.key] = purpose.value(self.instance)
        if self.instance.pk and (words := why_kept(self.instance)):
            self.why_kept = words
            for name in ("municipality", "channel", "on", *(purpose.key for purpose in purposes())):
                self.fields[name].disabled = True

    @property
    def made_for(self):
        """What the contact was made for, by key of the purpose."""
        return {purpose.key: self.cleaned_data[purpose.key] for purpose in purposes()}

    @property
    def values(self):
        """The contact's own values."""
        return {name: self.cleaned_data[name] for name in self._meta.fields}

    def clean_on(self):
        """A contact was made already."""
        on = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise forms.ValidationError(
                _("This day is still ahead. Note what happened, and put this day under “come back to it on”.")
            )
        return on

    def clean_summary(self):
        """Refuse what is no summary any more."""
        summary = self.cleaned_data["summary"].strip()
        if len(summary) > LONGEST_SUMMARY:
            raise forms.ValidationError(
                _("At most %(most)d characters; now there are %(now)d.")
                % {"most": LONGEST_SUMMARY, "now": len(summary)}
            )
        return summary

    def clean(self):
        """Refuse a municipality that did not exist on the day, and to come back before having been there."""
        data = super().clean()
        municipality, on, later = (data.get(name) for name in ("municipality", "on", "follow_up_on"))
        if municipality and on and not municipality.is_valid_on(on):
            self.add_error("on", _("On that day there was no %(names)s.") % {"names": municipality.name})
        if on and later and later < on:
            self.add_error("follow_up_on", _("This is before the contact itself."))
        if data.get("follow_up") and not later and "follow_up_on" not in self.errors:
            self.add_error("follow_up_on", _("Write by when, so that it is not forgotten."))
        return data
