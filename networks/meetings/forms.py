"""What is typed about networks and their meetings."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from municipalities.models import Municipality
from networks.enums import Answer
from networks.meetings.people import PersonForm
from networks.models import Meeting, Membership, Network
from silab.common.fields import DayInput, MomentInput
from silab.common.templatetags.formats import day, figure
from silab.common.uploads import KINDS, kind_of

#: Forty pages: what is longer belongs into an attached file.
LONGEST_MINUTES = 100_000
LONGEST_AGENDA = 20_000
MOMENTS = ["%Y-%m-%dT%H:%M", "%d.%m.%Y %H:%M", "%d.%m.%Y %H.%M", "%Y-%m-%d %H:%M"]
DAYS = ["%Y-%m-%d", "%d.%m.%Y"]
MARKDOWN = gettext_lazy("Markdown: **bold**, - list, ## heading, [text](address).")


def a_day(**options):
    """Return a field for a typed date."""
    return forms.DateField(widget=DayInput(), input_formats=DAYS, **options)


class NetworkForm(forms.ModelForm):
    """A network."""

    class Meta:
        model = Network
        fields = ("name", "purpose", "started_on", "contract")
        widgets = {"purpose": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["started_on"] = a_day(label=gettext_lazy("Started"))

    def clean_started_on(self):
        """Refuse a day of another age, and one after which the network had members or meetings."""
        on = self.cleaned_data["started_on"]
        _check_year(on)
        if self.instance.pk:
            joined = self.instance.memberships.filter(joined_on__lt=on).order_by("joined_on").first()
            if joined:
                words = _("%(name)s joined on %(day)s: the network cannot have begun later.")
                told = {"name": joined.municipality.name, "day": day(joined.joined_on)}
                raise ValidationError(words % told)
        return on


class JoinForm(forms.Form):
    """A municipality joins a network."""

    municipality = forms.ModelChoiceField(Municipality.objects.none(), label=gettext_lazy("Municipality"))
    joined_on = a_day(label=gettext_lazy("Joined"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["municipality"].queryset = Municipality.objects.valid_on(today)
        self.fields["joined_on"].initial = today

    def clean_joined_on(self):
        """Refuse a day of another age."""
        return _check_year(self.cleaned_data["joined_on"])


class LeaveForm(forms.Form):
    """A municipality leaves a network."""

    left_on = a_day(
        label=gettext_lazy("Left"), help_text=gettext_lazy("The first day on which it is no member any more.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["left_on"].initial = timezone.localdate

    def clean_left_on(self):
        """Refuse a day of another age."""
        return _check_year(self.cleaned_data["left_on"])


class RepresentativeForm(PersonForm):
    """Who comes to the meetings for a member."""

    membership = forms.ModelChoiceField(Membership.objects.none(), label=gettext_lazy("For"))
    field_order = ("membership", "name", "email")

    def __init__(self, *args, memberships, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["membership"].queryset = memberships
        self.fields["membership"].label_from_instance = lambda one: one.municipality.name
        self.fields["email"].help_text = _("Invitations go there.")


class PlanForm(forms.ModelForm):
    """A meeting's title, times and place; a wrong time is told beside its field (Meeting.clean)."""

    class Meta:
        model = Meeting
        fields = ("title", "starts_at", "ends_at", "place", "agenda")
        widgets = {"agenda": forms.Textarea(attrs={"rows": 6})}
        labels = {"agenda": gettext_lazy("Agenda")}
        help_texts = {
            "place": gettext_lazy("A room with its address, or the link to a call."),
            "agenda": MARKDOWN,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("starts_at", "ends_at"):
            field = self.fields[name]
            field.input_formats = MOMENTS
            field.widget = MomentInput()
        self.fields["starts_at"].widget.attrs["data-starts"] = ""
        if self.instance.pk:
            del self.fields["agenda"]

    def clean_agenda(self):
        """Refuse an agenda that nobody would read."""
        return _fitting(self.cleaned_data["agenda"], LONGEST_AGENDA)


class CancelForm(forms.Form):
    """Why a meeting is cancelled."""

    reason = forms.CharField(
        label=gettext_lazy("Why?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("The invited read it in the mail."),
    )


class GuestForm(PersonForm):
    """Somebody to invite besides the members' representatives, or somebody who was there."""

    municipality = forms.ModelChoiceField(
        Municipality.objects.none(),
        label=gettext_lazy("Which municipality do they represent?"),
        required=False,
        empty_label=gettext_lazy("no municipality"),
    )

    def __init__(self, *args, meeting, needs_address=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.needs_address = needs_address
        day = timezone.localdate(meeting.starts_at)
        self.fields["municipality"].queryset = Municipality.objects.valid_on(day)

    def clean(self):
        """Ask for an address where a mail is to go."""
        data = super().clean()
        person = data.get("person")
        if self.needs_address and not self.errors and not data["email"] and not (person and person.email):
            self.add_error("email", _("The invitation goes by mail: give an e-mail address."))
        return data


class AnswerForm(forms.Form):
    """Yes or no, and a few words."""

    answer = forms.TypedChoiceField(
        label=gettext_lazy("Are you coming?"),
        choices=[
            (Answer.YES.value, gettext_lazy("I am coming")),
            (Answer.NO.value, gettext_lazy("I am not coming")),
        ],
        coerce=Answer,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one of the two.")},
    )
    note = forms.CharField(
        label=gettext_lazy("A few words to the organisers"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class MinutesForm(forms.ModelForm):
    """Agenda and minutes, in Markdown; `seen` tells what its writer started from."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Meeting
        fields = ("agenda", "minutes")
        widgets = {"agenda": forms.Textarea(attrs={"rows": 5}), "minutes": forms.Textarea(attrs={"rows": 18})}
        help_texts = {"minutes": MARKDOWN}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen"] = self.instance.fingerprint

    def clean_agenda(self):
        """Refuse what does not fit; nothing that was typed is lost."""
        return _fitting(self.cleaned_data["agenda"], LONGEST_AGENDA)

    def clean_minutes(self):
        """Refuse what does not fit; nothing that was typed is lost."""
        return _fitting(self.cleaned_data["minutes"], LONGEST_MINUTES)

    def _post_clean(self):
        # The times were checked when they were planned: an old meeting's must not stop its minutes.
        self.instance.agenda = self.cleaned_data.get("agenda", self.instance.agenda)
        self.instance.minutes = self.cleaned_data.get("minutes", self.instance.minutes)


class DecisionForm(forms.Form):
    """What was decided, who does it and by when."""

    text = forms.CharField(label=gettext_lazy("Decision"), max_length=500)
    owner = forms.CharField(label=gettext_lazy("Who does it"), max_length=150, required=False)
    municipality = forms.ModelChoiceField(
        Municipality.objects.none(),
        label=gettext_lazy("Which municipality does it?"),
        required=False,
        empty_label=gettext_lazy("left to no municipality"),
        help_text=gettext_lazy("Its officials see the decision among what waits for them."),
    )
    due_on = a_day(label=gettext_lazy("Due"), required=False)

    def __init__(self, *args, meeting, **kwargs):
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        on = timezone.localdate(meeting.starts_at)
        members = Membership.objects.on(on).filter(network=meeting.network_id).order_by()
        found = Municipality.objects.filter(pk__in=members.values("municipality"))
        self.fields["municipality"].queryset = found

    def clean_due_on(self):
        """Refuse a day before the meeting, and one of another age."""
        on = self.cleaned_data["due_on"]
        if on and on < timezone.localdate(self.meeting.starts_at):
            raise ValidationError(_("This day is before the meeting that decided."))
        return _check_year(on) if on else None


class FileForm(forms.Form):
    """A file of a meeting."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    file = forms.FileField(
        label=gettext_lazy("File"),
        widget=forms.FileInput(attrs={"accept": ",".join(KINDS)}),
        help_text=gettext_lazy("PDF, Word, Excel, OpenDocument, picture or CSV, up to 10 MB."),
    )

    def clean_file(self):
        """Refuse what is too large or not what its name says."""
        kind_of(self.cleaned_data["file"])
        return self.cleaned_data["file"]


def _fitting(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    words = _(
        "This text has %(length)s characters; %(most)s fit. Nothing is lost, it still stands here: shorten it, "
        "or attach the long part as a file."
    )
    raise ValidationError(words % {"length": figure(len(text)), "most": figure(most)})


def _check_year(on):
    """Refuse a day before networks were thought of, or years ahead."""
    last = timezone.localdate() + timedelta(days=5 * 365)
    if on.year < 2000 or on > last:
        words = _("%(day)s cannot be meant: give a day between %(first)s and %(last)s.")
        raise ValidationError(words % {"day": day(on), "first": "01.01.2000", "last": day(last)})
    return on
