"""What staff fill in about labs."""

from decimal import Decimal

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from municipalities.models import Municipality
from networks.days import DayField
from networks.enums import LabState
from networks.models import Lab, LabFunding, LabWorkshop
from silab.common.fields import NumberField

LONGEST = 20_000


def _text(label, rows=4):
    return forms.CharField(
        label=label, required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": rows})
    )


class LabForm(forms.ModelForm):
    """A lab of one municipality or of a county."""

    problem = _text(_("Problem"))
    parties = _text(_("Parties"), rows=3)
    result = _text(_("Result"))
    started_on = DayField(label=_("Started"), required=False, ahead=2)
    ended_on = DayField(label=_("Ended"), required=False)

    class Meta:
        model = Lab
        fields = (
            "name",
            "municipality",
            "county",
            "problem",
            "parties",
            "state",
            "started_on",
            "ended_on",
            "model",
            "result",
        )
        help_texts = {"county": _("Of a lab for a whole region; choose no municipality then.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        municipalities = Municipality.objects.valid_on(today)
        if self.instance.municipality_id:
            municipalities |= Municipality.objects.filter(pk=self.instance.municipality_id)
        self.fields["municipality"].queryset = municipalities

    def clean(self):
        """State and days tell the same; the municipality exists on the day of the start."""
        data = super().clean()
        state, start, end = data.get("state"), data.get("started_on"), data.get("ended_on")
        if state in (LabState.RUNNING, LabState.ENDED) and not start and "started_on" not in self.errors:
            self.add_error("started_on", _("Write on which day the lab started."))
        if state == LabState.RUNNING and start and start > timezone.localdate():
            self.add_error("started_on", _("A lab that starts later is still being prepared."))
        if state == LabState.ENDED and not end and "ended_on" not in self.errors:
            self.add_error("ended_on", _("Write on which day the lab ended."))
        if state != LabState.ENDED and end:
            self.add_error("state", _("A lab with a last day has ended."))
        place = data.get("municipality")
        if place and start and start <= timezone.localdate() and not place.is_valid_on(start):
            self.add_error("started_on", _("The municipality does not exist on this day."))
        return data


class WorkshopForm(forms.ModelForm):
    """A workshop of a lab, held or planned."""

    on = DayField(label=_("Date"), ahead=2)
    participants = forms.IntegerField(label=_("People present"), required=False, min_value=0, max_value=5000)
    outcome = _text(_("What came of it"), rows=3)

    class Meta:
        model = LabWorkshop
        fields = ("on", "topic", "participants", "outcome")


class FundingForm(forms.ModelForm):
    """Money that a lab raised."""

    on = DayField(label=_("Date"))
    amount = NumberField(
        label=_("Amount, €"),
        min_value=Decimal("0.01"),
        max_digits=12,
        decimal_places=2,
    )

    class Meta:
        model = LabFunding
        fields = ("source", "on", "amount")
