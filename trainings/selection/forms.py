"""What staff fill in when they select teams."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from municipalities.models import Municipality
from silab.common.fields import DayInput, NumberField
from trainings.enums import ParticipantRole
from trainings.models import Application, Group, Member
from trainings.selection.decisions import MOVE, WITHDRAW


class GroupChoice(forms.ModelChoiceField):
    """A group with how many places it has left."""

    def label_from_instance(self, group):
        """Return "Pärnu – 2 places left"."""
        left = ngettext("%(n)d place left", "%(n)d places left", group.left) % {"n": group.left}
        return f"{group.name} – {left}"


class DecisionForm(forms.Form):
    """What a decision asks for, one's own words for the mail, and what had been seen when it was opened."""

    group = GroupChoice(
        Group.objects.none(),
        label=_("Group"),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("This group has no place left any more. Choose another one.")},
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The team reads it in the mail."),
    )
    question = forms.CharField(
        label=_("What would you like to know?"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The team reads it in the mail and above its form."),
    )
    words = forms.CharField(
        label=_("Words of your own for the mail"),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)
    previewed = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, decision, groups, **kwargs):
        super().__init__(*args, **kwargs)
        for name in {"group", "reason", "question"} - set(decision.fields):
            del self.fields[name]
        if decision is WITHDRAW:
            self.fields["reason"].required = False
        if "group" in self.fields:
            self.fields["group"].queryset = groups
            if decision is MOVE:
                self.fields["group"].label = _("New group")


class InterviewForm(forms.Form):
    """What was said in a talk with a team."""

    on = forms.DateField(
        label=_("Date"),
        initial=timezone.localdate,
        widget=DayInput(),
    )
    text = forms.CharField(
        label=_("What was said"), max_length=5000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def clean_on(self):
        """A talk that has not been held cannot be noted."""
        if self.cleaned_data["on"] > timezone.localdate():
            raise forms.ValidationError(_("This day lies ahead: note the talk once it has been held."))
        return self.cleaned_data["on"]


class ScoreForm(forms.ModelForm):
    """Staff's score, 0–10 with one decimal, or none."""

    class Meta:
        model = Application
        fields = ("score",)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["score"] = NumberField(
            label=_("Score, 0–10"),
            min_value=0,
            max_value=10,
            max_digits=3,
            decimal_places=1,
            required=False,
        )


class ReplacementForm(forms.ModelForm):
    """Who takes a member's place."""

    class Meta:
        model = Member
        fields = ("name", "email", "phone", "role", "municipality", "organisation", "registry_code", "post")
        help_texts = {
            "email": _("The new member gets a link here, to confirm taking part."),
            "registry_code": _("Of the NGO; eight digits."),
        }

    def __init__(self, *args, team, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("name", "email", "role"):
            self.fields[name].required = True
        self.fields["role"].choices = [("", "–"), *ParticipantRole.choices]
        municipalities = [team.municipality_id, *team.other_municipalities.values_list("pk", flat=True)]
        self.fields["municipality"].queryset = Municipality.objects.filter(pk__in=municipalities)
