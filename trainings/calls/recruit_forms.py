"""What staff type to recruit."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from municipalities.enums import ContactChannel
from municipalities.models import Municipality
from silab.common.fields import DayInput, MomentInput


class ByCounty(forms.ModelMultipleChoiceField):
    """Municipalities to tick, under their counties."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj):
        """Name the municipality; say of a merged one that it is no more."""
        return (
            obj.name
            if obj.valid_to is None
            else _("%(name)s (until %(year)d)") % {"name": obj.name, "year": obj.valid_to.year}
        )


class ContactForm(forms.Form):
    """One contact with one municipality."""

    municipality = forms.ModelChoiceField(
        Municipality.objects.none(), label=gettext_lazy("Municipality"), empty_label=gettext_lazy("choose")
    )
    channel = forms.ChoiceField(
        label=gettext_lazy("Channel"), choices=ContactChannel, initial=ContactChannel.CALL
    )
    on = forms.DateField(
        label=gettext_lazy("Date"),
        initial=timezone.localdate,
        widget=DayInput(),
    )
    with_whom = forms.CharField(label=gettext_lazy("With whom"), max_length=200, required=False)
    summary = forms.CharField(
        label=gettext_lazy("Summary"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("municipality", "municipalities"):
            if name in self.fields:
                self.fields[name].queryset = Municipality.objects.order_by("sort_key", "pk")

    def clean_on(self):
        """A contact was made already."""
        on = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise forms.ValidationError(_("This day is still ahead: a contact is noted once it was made."))
        return on

    def chosen(self):
        """Return the municipalities that were chosen."""
        return [self.cleaned_data["municipality"]] if self.cleaned_data.get("municipality") else []

    def clean(self):
        """Refuse a municipality that did not exist on the day."""
        data = super().clean()
        on = data.get("on")
        gone = [one.name for one in self.chosen() if on and not one.is_valid_on(on)]
        if gone:
            field = "municipality" if "municipality" in self.fields else "municipalities"
            self.add_error(field, _("On that day there was no %(names)s.") % {"names": ", ".join(gone)})
        return data


class LettersForm(ContactForm):
    """The same contact with many municipalities at once."""

    municipality = None  # type: ignore[assignment]  # leaves the one field out
    municipalities = ByCounty(
        Municipality.objects.none(),
        label=gettext_lazy("Municipalities"),
        error_messages={"required": gettext_lazy("Choose at least one municipality.")},
    )
    field_order = ("channel", "on", "with_whom", "summary", "municipalities")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["channel"].initial = ContactChannel.LETTER

    def chosen(self):
        """Return the municipalities that were ticked."""
        return list(self.cleaned_data.get("municipalities") or ())

    def counties(self):
        """Return (county, its municipalities as checkboxes) in Estonian order."""
        boxes = {str(box.data["value"]): box for box in self["municipalities"].subwidgets}
        rows = Municipality.objects.order_by("county__sort_key", "sort_key", "pk")
        found: dict = {}
        for key, county in rows.values_list("pk", "county__name"):
            found.setdefault(county, []).append(boxes[str(key)])
        return list(found.items())


class InfoDayForm(forms.Form):
    """An information day: one session of its own."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    starts_at = forms.DateTimeField(
        label=gettext_lazy("Begins"),
        widget=MomentInput(),
    )
    ends_at = forms.DateTimeField(
        label=gettext_lazy("Ends"),
        widget=MomentInput(),
    )
    place = forms.CharField(
        label=gettext_lazy("Place or link"),
        max_length=200,
        help_text=gettext_lazy("A link is shown only to those who take part."),
    )
    places = forms.IntegerField(
        label=gettext_lazy("Places"),
        min_value=1,
        max_value=5000,
        initial=100,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )

    def clean(self):
        """Refuse an end before the start."""
        data = super().clean()
        if data.get("starts_at") and data.get("ends_at") and data["ends_at"] <= data["starts_at"]:
            self.add_error("ends_at", _("A session cannot end before it starts."))
        return data
