"""The setup pages that change the training itself; tables of groups, days and trainers have own modules."""

import copy

from django import forms
from django.core.validators import MinValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from silab.common.fields import DAY, MOMENT, DayInput, NumberField
from trainings.calls.actions import is_accepted, save_training, write_terms
from trainings.enums import Audience, Track, TrainingKind
from trainings.models import Training, Undertaking

MARKDOWN = gettext_lazy("Markdown: **bold**, - list, ## heading, [text](address).")


class StepForm(forms.ModelForm):
    """Some fields of the training. It works on a copy: the page around it shows what is saved."""

    def __init__(self, *args, training, **kwargs):
        super().__init__(*args, instance=copy.copy(training), **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.DateTimeField):
                field.widget.attrs |= {"placeholder": MOMENT, "autocomplete": "off", "class": "short"}
            elif isinstance(field, forms.DateField):
                field.widget.attrs |= {"placeholder": DAY, "autocomplete": "off", "class": "short"}
            elif isinstance(field, forms.IntegerField):
                field.widget.attrs |= {"class": "short"}
                if field.min_value is None:
                    field.min_value = 0
                    field.validators.append(MinValueValidator(0))

    def store(self, *, by) -> None:
        """Save what was typed."""
        save_training(training=self.instance, by=by)

    def at_least(self, name, other, message):
        """Refuse a value of `name` below that of `other`, beside the field."""
        value, least = self.cleaned_data.get(name), self.cleaned_data.get(other)
        if value is not None and least is not None and value < least:
            self.add_error(name, message)


class BasicsForm(StepForm):
    """What it is and for whom."""

    class Meta:
        model = Training
        fields = (
            "name", "kind", "track", "audience", "contract", "course", "place", "recruits_for", "description",
        )  # fmt: skip
        widgets = {"description": forms.Textarea(attrs={"rows": 3})}
        labels = {"description": gettext_lazy("Notes of staff")}
        help_texts = {
            "place": gettext_lazy("The city, or “on-line”; each day can have its own."),
            "description": gettext_lazy("Only staff see this."),
            "recruits_for": gettext_lazy("For an information day: the programme that it recruits for."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        programmes = Training.objects.filter(kind=TrainingKind.PROGRAMME).exclude(pk=self.instance.pk)
        self.fields["recruits_for"].queryset = programmes

    def clean_kind(self):
        """Refuse another kind once somebody has applied: teams and single persons apply differently."""
        kind = self.cleaned_data["kind"]
        if kind != self.initial.get("kind") and self.instance.applications.exists():
            raise forms.ValidationError(_("Somebody has applied already: the kind can no longer be changed."))
        return kind

    def clean(self):
        """Only an information day recruits for something."""
        data = super().clean()
        if data.get("recruits_for") and data.get("kind") != TrainingKind.INFO_DAY:
            self.add_error("recruits_for", _("Only an information day recruits for a programme."))
        return data


class TextForm(StepForm):
    """What the public page says."""

    class Meta:
        model = Training
        fields = ("call_text", "conditions", "contact_name", "contact_email", "contact_phone")
        widgets = {
            "call_text": forms.Textarea(attrs={"rows": 14}),
            "conditions": forms.Textarea(attrs={"rows": 6}),
        }
        labels = {"call_text": gettext_lazy("Text of the call")}
        help_texts = {
            "call_text": MARKDOWN,
            "conditions": gettext_lazy("What is expected of those who take part. Markdown as above."),
        }


class TeamForm(StepForm):
    """Who makes a team, and what a team is asked."""

    class Meta:
        model = Training
        fields = (
            "min_members", "max_members", "min_officials", "min_ngo",
            "asks_service", "asks_cooperation", "replace_until",
        )  # fmt: skip

    def clean(self):
        """Refuse a rule that no team can keep."""
        data = super().clean()
        if data.get("min_members") == 0:
            self.add_error("min_members", _("A team has at least one member."))
        self.at_least(
            "max_members", "min_members", _("The most that a team may have is less than the least.")
        )
        parts = (data.get("min_officials") or 0) + (data.get("min_ngo") or 0)
        if data.get("max_members") is not None and parts > data["max_members"]:
            self.add_error(
                "min_ngo",
                _("Officials and NGO people together are more than a team may have members."),
            )
        return data


class WindowForm(StepForm):
    """From when until when applications are taken."""

    class Meta:
        model = Training
        fields = ("opens_at", "closes_at")
        help_texts = {
            "opens_at": gettext_lazy("Estonian time, to the minute."),
            "closes_at": gettext_lazy(
                "Estonian time. At this very moment the portal stops taking applications."
            ),
        }

    def clean(self):
        """Refuse half a window, and one that closes before it opens."""
        data = super().clean()
        opens, closes = data.get("opens_at"), data.get("closes_at")
        for name, value, other in (("opens_at", opens, closes), ("closes_at", closes, opens)):
            if value is None and other is not None and name not in self.errors:
                self.add_error(name, _("Give both, or leave both empty for now."))
        if opens and closes and closes <= opens:
            self.add_error("closes_at", _("The call cannot close before it opens."))
        return data

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() | {"closes_at"}  # said above, beside the field


class ConditionsForm(StepForm):
    """Price, refund, completion, mentoring and mails."""

    class Meta:
        model = Training
        fields = (
            "price", "refund_limit", "completion_share", "completion_homework", "mentoring_hours",
            "advisory_places", "advisory_until", "notice_days", "reminder_days",
        )  # fmt: skip
        field_classes = dict.fromkeys(("price", "refund_limit", "mentoring_hours"), NumberField)
        help_texts = {
            "price": gettext_lazy("Euros a participant, with VAT; 0 is free of charge."),
            "refund_limit": gettext_lazy("Euros with VAT. Empty: nothing is claimed."),
            "notice_days": gettext_lazy("Empty: no notice is sent."),
            "reminder_days": gettext_lazy("Empty: no reminder is sent."),
        }

    def __init__(self, *args, training, **kwargs):
        super().__init__(*args, training=training, **kwargs)
        if not training.is_programme:  # these are teams'
            for name in ("mentoring_hours", "advisory_places", "advisory_until"):
                del self.fields[name]

    def clean(self):
        """A reminder comes after the notice."""
        data = super().clean()
        self.at_least(
            "notice_days", "reminder_days", _("The notice is sent before the reminder: give more days.")
        )
        return data


class DataForm(StepForm):
    """Whether the funder asks for participants' data."""

    class Meta:
        model = Training
        fields = ("needs_participant_data", "data_notice", "data_kept_until")
        widgets = {"data_notice": forms.Textarea(attrs={"rows": 8})}
        help_texts = {
            "data_notice": gettext_lazy("Participants read it before they give their data. Markdown."),
            "data_kept_until": gettext_lazy("On this day the portal erases them; only counts are kept."),
        }

    def clean(self):
        """Data are asked only with a notice and an end."""
        data = super().clean()
        if data.get("needs_participant_data"):
            for name in ("data_notice", "data_kept_until"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("Without this, participants’ data may not be asked."))
        return data


class TermsForm(forms.Form):
    """The undertakings, one a line."""

    texts = forms.CharField(
        label=gettext_lazy("Undertakings"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("One a line. Applicants accept each of them."),
    )

    def __init__(self, *args, training, **kwargs):
        self.training = training
        self.versions = list(training.terms.order_by("-version").prefetch_related("undertakings"))
        self.latest = self.versions[0] if self.versions else None
        self.is_accepted = bool(self.latest) and is_accepted(self.latest)
        lines = [each.text for each in self.latest.undertakings.all()] if self.latest else []
        super().__init__(*args, initial={"texts": "\n".join(lines)}, **kwargs)

    def clean_texts(self):
        """Return the lines; refuse one that is too long."""
        lines = [" ".join(line.split()) for line in self.cleaned_data["texts"].splitlines()]
        longest = Undertaking._meta.get_field("text").max_length or 0
        for number, line in enumerate(lines, start=1):
            if len(line) > longest:
                raise forms.ValidationError(
                    _("Line %(line)d is too long: one undertaking has at most %(longest)d characters.")
                    % {"line": number, "longest": longest}
                )
        return [line for line in lines if line]

    def store(self, *, by) -> None:
        """Write them; a new version where the old wording was accepted."""
        write_terms(training=self.training, texts=self.cleaned_data["texts"], by=by)


class NewForm(forms.Form):
    """A new training: after an earlier one, or from scratch."""

    source = forms.ModelChoiceField(
        Training.objects.none(),
        label=gettext_lazy("Copy from"),
        required=False,
        empty_label=gettext_lazy("nothing, start from scratch"),
        help_text=gettext_lazy("Everything but dates and applications comes along."),
    )
    first_day = forms.DateField(
        label=gettext_lazy("First day of the new one"),
        required=False,
        widget=DayInput(),
        help_text=gettext_lazy(
            "When copying: all dates move so that the first day falls on it. Empty: dates stay empty."
        ),
    )
    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=TrainingKind, required=False)
    track = forms.ChoiceField(label=gettext_lazy("Track"), choices=Track, required=False)
    audience = forms.ChoiceField(label=gettext_lazy("Audience"), choices=Audience, required=False)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["source"].queryset = Training.objects.for_user(user)
        for name in ("kind", "track", "audience"):
            field = self.fields[name]
            field.choices = [("", _("as in the copied one")), *field.choices]

    def clean(self):
        """From scratch, kind, track and audience have to be said."""
        data = super().clean()
        if not data.get("source") and "source" not in self.errors:
            for name in ("kind", "track", "audience"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("Choose one: nothing is copied."))
        return data
