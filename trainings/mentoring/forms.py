"""What mentors and staff fill in, and who wants advice."""

from decimal import Decimal

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from silab.common.fields import DayInput, NumberField
from trainings.models import AdvisoryApplication, CooperationModel, MentoringSession

DATE = DayInput()


class TalkForm(forms.ModelForm):
    """A mentor's talk with a team."""

    hours = NumberField(
        label=_("Contact hours"),
        min_value=Decimal("0.1"),
        max_value=24,
        max_digits=4,
        decimal_places=1,
        help_text=_("One decimal: 1,5 is an hour and a half."),
    )

    class Meta:
        model = MentoringSession
        fields = ("on", "hours", "mentor", "notes")
        widgets = {
            "on": DATE,
            "mentor": forms.TextInput(attrs={"list": "mentors", "autocomplete": "off"}),
            "notes": forms.Textarea(attrs={"rows": 4}),
        }

    def clean_on(self):
        """A talk that has not been held cannot be noted."""
        if self.cleaned_data["on"] > timezone.localdate():
            raise forms.ValidationError(_("This day lies ahead: note the talk once it has been held."))
        return self.cleaned_data["on"]


class ModelForm(forms.ModelForm):
    """A team's model of co-operation."""

    class Meta:
        model = CooperationModel
        fields = ("title", "ready_on", "summary")
        widgets = {"ready_on": DATE, "summary": forms.Textarea(attrs={"rows": 4})}


class AdvisoryForm(forms.ModelForm):
    """A wish to go on with advice, for one municipality or several together."""

    class Meta:
        model = AdvisoryApplication
        fields = ("municipalities", "service", "partner", "contact_name", "contact_email")
        widgets = {
            "municipalities": forms.CheckboxSelectMultiple,
            "service": forms.Textarea(attrs={"rows": 5}),
        }
        help_texts = {
            "municipalities": _("Several, if you want to start the service together."),
            "service": _("Which service would you like to start with an NGO, for whom, and how far are you?"),
        }

    def __init__(self, *args, municipalities, own, **kwargs):
        super().__init__(*args, **kwargs)
        self.own = {one.pk for one in own}
        self.fields["municipalities"].queryset = municipalities

    def clean_municipalities(self):
        """One's own municipality is among them."""
        chosen = self.cleaned_data["municipalities"]
        if not self.own & {one.pk for one in chosen}:
            raise forms.ValidationError(_("Choose your own municipality too."))
        return chosen


class AdvisoryRefusalForm(forms.Form):
    """Why an application for advice is refused."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The contact person reads it in the mail."),
    )
