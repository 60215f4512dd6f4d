"""What is typed about satisfaction with a network."""

import re
from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from networks.meetings.forms import a_day
from networks.models import SatisfactionRound

LONGEST_ROUND = timedelta(days=90)


class RoundForm(forms.ModelForm):
    """A new round; it begins today."""

    emails = forms.CharField(
        label=gettext_lazy("Addresses of the partner"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("One a line, besides the funder’s people of the network’s contract."),
    )

    class Meta:
        model = SatisfactionRound
        fields = ("title", "closes_on")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.instance.asked_on = today
        self.initial["closes_on"] = today + timedelta(days=14)
        self.fields["closes_on"] = a_day(label=gettext_lazy("Answers until"))

    def clean_closes_on(self):
        """Refuse a day that is over, and one too far ahead."""
        return check_end(self.cleaned_data["closes_on"], timezone.localdate())

    def clean_emails(self):
        """Return the addresses; name the one that is none."""
        given = [one for one in re.split(r"[\s,;]+", self.cleaned_data["emails"]) if one]
        for one in given:
            try:
                validate_email(one)
            except ValidationError:
                raise ValidationError(_("“%(text)s” is not an e-mail address.") % {"text": one}) from None
        return list(dict.fromkeys(one.lower() for one in given))


class ExtendForm(forms.Form):
    """Another last day."""

    closes_on = a_day(label=gettext_lazy("Answers until"))

    def __init__(self, *args, round=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.round = round

    def clean_closes_on(self):
        """Refuse a day that is over, and one too far ahead."""
        return check_end(self.cleaned_data["closes_on"], self.round.asked_on)


class SatisfactionForm(forms.Form):
    """A number, and words if they like."""

    score = forms.TypedChoiceField(
        label=gettext_lazy("How satisfied are you with the network?"),
        choices=[(str(number), str(number)) for number in range(1, 11)],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose a number from 1 to 10.")},
    )
    good = forms.CharField(
        label=gettext_lazy("What helps you?"),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    better = forms.CharField(
        label=gettext_lazy("What could be better?"),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def check_end(on, asked_on):
    """Return a round's last day; raise ValidationError for one that is over or too far ahead."""
    if on < timezone.localdate():
        raise ValidationError(_("This day is over: give people some days to answer."))
    last = asked_on + LONGEST_ROUND
    if on > last:
        raise ValidationError(
            _("A round lasts %(days)d days at most: links do not last for ever.")
            % {"days": LONGEST_ROUND.days}
        )
    return on
