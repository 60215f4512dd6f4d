"""What staff type of a campaign: the letter, whom it goes to, how a call ended."""

from django import forms
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from municipalities.enums import MunicipalityKind
from municipalities.models import Contact, County, Municipality
from silab.common.fields import DayInput
from trainings.campaigns.merging import problems_of
from trainings.enums import CallOutcome, TrainingKind, TrainingState
from trainings.models import Campaign, CampaignRecipient, Outreach, Training

LONGEST_SUMMARY = 5000


class LetterForm(forms.ModelForm):
    """The words of a campaign."""

    class Meta:
        model = Campaign
        fields = ("title", "training", "subject", "body", "calls_due_on")
        widgets = {
            "body": forms.Textarea(attrs={"rows": 14}),
            "calls_due_on": DayInput(),
        }
        help_texts = {
            "title": gettext_lazy("For yourselves: the readers do not see it."),
            "body": gettext_lazy("Plain text. An empty line begins a paragraph, addresses become links."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        is_open = ~Q(state__in=(TrainingState.CANCELLED, TrainingState.HELD)) | Q(
            pk=self.instance.training_id
        )
        found = Training.objects.filter(is_open).exclude(kind=TrainingKind.INFO_DAY)
        self.fields["training"].queryset = found.latest_first()
        self.fields["training"].empty_label = _("no training")

    def clean_subject(self):
        """A subject is one line, whatever is pasted."""
        return " ".join(self.cleaned_data["subject"].split())

    def clean_calls_due_on(self):
        """Calls are made in the days that come."""
        due = self.cleaned_data["calls_due_on"]
        if due and due != self.instance.calls_due_on and due < timezone.localdate():
            raise forms.ValidationError(_("This day is over: calls are made after the letter."))
        return due

    def clean_body(self):
        """One kind of line break."""
        return self.cleaned_data["body"].replace("\r\n", "\n").strip()

    def clean(self):
        """Refuse merge fields that do not exist, beside the field in which they stand."""
        data = super().clean()
        for name in ("subject", "body"):
            for problem in problems_of(data.get(name) or "", has_training=data.get("training") is not None):
                self.add_error(name, problem)
        return data


class MunicipalityChoice(forms.Form):
    """Which municipalities are shown to choose from."""

    county = forms.ModelChoiceField(
        County.objects.all(),
        label=gettext_lazy("County"),
        required=False,
        empty_label=gettext_lazy("All counties"),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)
    contacted = forms.ChoiceField(label=gettext_lazy("Contacted"), required=False)

    def __init__(self, *args, campaign, **kwargs):
        super().__init__(*args, **kwargs)
        self.campaign = campaign
        self.fields["kind"].choices = [("", _("All kinds")), *MunicipalityKind.choices]
        self.fields["contacted"].choices = [
            ("", _("all")),
            *([("not_for", _("not yet for this training"))] if campaign.training_id else []),
            ("not_year", _("not within a year")),
            ("year", _("within a year")),
            ("chosen", _("chosen for this letter")),
        ]

    def found(self):
        """Return the municipalities of today that match, each with the day of the latest contact."""
        today = timezone.localdate()
        latest = Contact.objects.filter(municipality=OuterRef("pk")).order_by("-on", "-pk")
        rows = Municipality.objects.valid_on(today).annotate(latest=Subquery(latest.values("on")[:1]))
        asked = self.cleaned_data if self.is_valid() else {}
        if asked.get("county"):
            rows = rows.filter(county=asked["county"])
        if asked.get("kind"):
            rows = rows.filter(kind=asked["kind"])
        rows = self._contacted(rows, asked.get("contacted"), today)
        return rows.select_related("county").order_by("county__sort_key", "sort_key", "pk")

    def _contacted(self, rows, asked, today):
        within = Contact.objects.filter(
            municipality=OuterRef("pk"), on__gte=today.replace(year=today.year - 1, day=min(today.day, 28))
        )
        recruited = Outreach.objects.filter(
            training=self.campaign.training_id, contact__municipality=OuterRef("pk")
        )
        chosen = CampaignRecipient.objects.filter(campaign=self.campaign, municipality=OuterRef("pk"))
        conditions = {
            "not_for": ~Exists(recruited),
            "not_year": ~Exists(within),
            "year": Exists(within),
            "chosen": Exists(chosen),
        }
        return rows.filter(conditions[asked]) if asked in conditions else rows


class AddressesForm(forms.Form):
    """Name and address of each recipient to whom no letter has gone."""

    def __init__(self, *args, campaign, **kwargs):
        super().__init__(*args, **kwargs)
        rows = campaign.recipients.select_related("municipality").order_by("municipality__sort_key", "pk")
        self.rows = list(rows)
        for row in self.rows:
            if row.letter_id:
                continue
            label = {"municipality": row.municipality.name}
            self.fields[f"name-{row.pk}"] = forms.CharField(
                label=_("Name, %(municipality)s") % label, max_length=150, required=False, initial=row.name
            )
            self.fields[f"email-{row.pk}"] = forms.EmailField(
                label=_("E-mail address, %(municipality)s") % label, required=False, initial=row.email
            )

    def table(self):
        """Return (recipient, field of the name, field of the address) of each row; None for who has a letter."""
        for row in self.rows:
            typed = not row.letter_id
            yield (
                row,
                self[f"name-{row.pk}"] if typed else None,
                self[f"email-{row.pk}"] if typed else None,
            )

    def typed(self) -> dict[int, tuple[str, str]]:
        """Return name and address by recipient."""
        data = self.cleaned_data
        return {
            row.pk: (data[f"name-{row.pk}"], data[f"email-{row.pk}"])
            for row in self.rows
            if not row.letter_id
        }


class CallForm(forms.Form):
    """How a call ended."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("How did it end?"),
        choices=[(value, label) for value, label in CallOutcome.choices if value != CallOutcome.TO_CALL],
        widget=forms.RadioSelect,
    )
    with_whom = forms.CharField(label=gettext_lazy("With whom"), max_length=200, required=False)
    summary = forms.CharField(
        label=gettext_lazy("Summary"),
        required=False,
        max_length=LONGEST_SUMMARY,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    follow_up_on = forms.DateField(
        label=gettext_lazy("Come back to it on"),
        required=False,
        widget=DayInput({"data-follow-up": "1"}),
    )
    seen = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def clean_follow_up_on(self):
        """Who is called today is not called again yesterday."""
        later = self.cleaned_data["follow_up_on"]
        if later and later < timezone.localdate():
            raise forms.ValidationError(_("This day is over already."))
        return later
