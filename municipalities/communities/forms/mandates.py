"""What is typed about spokespersons and their mandates."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from municipalities.communities.days import A_YEAR, TEN_YEARS, DayField
from municipalities.communities.mandates import may_mend_contact
from municipalities.enums import SpokespersonRole
from municipalities.models import Spokesperson

PHONE = forms.TextInput(attrs={"type": "tel", "autocomplete": "off"})


def _first_day(**kwargs):
    return DayField(label=gettext_lazy("Mandate from"), ahead=A_YEAR, **kwargs)


def _last_day(**kwargs):
    return DayField(label=gettext_lazy("Mandate until"), ahead=TEN_YEARS, **kwargs)


class _Ordered(forms.Form):
    """A mandate ends no earlier than it begins."""

    def clean(self):
        """Say at the last day that it comes before the first."""
        data = super().clean()
        first, last = data.get("mandate_from"), data.get("mandate_to")
        if first and last and last < first:
            self.add_error("mandate_to", _("A mandate cannot end before it begins."))
        return data


class MandateForm(_Ordered):
    """A new spokesperson."""

    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=150, widget=forms.TextInput({"autocomplete": "off"})
    )
    role = forms.ChoiceField(
        label=gettext_lazy("What do they call themselves?"),
        choices=SpokespersonRole.choices,
        initial=SpokespersonRole.SPOKESPERSON,
        widget=forms.RadioSelect,
    )
    mandate_from = _first_day()
    mandate_to = _last_day(required=False, help_text=gettext_lazy("Leave empty where no end was agreed."))
    chosen_how = forms.CharField(
        label=gettext_lazy("How were they chosen?"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("For example: elected at the village’s general meeting."),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        required=False,
        help_text=gettext_lazy(
            "Only the municipality and Silab see it. Two months before the end we write there."
        ),
    )
    phone = forms.CharField(label=gettext_lazy("Phone"), max_length=40, required=False, widget=PHONE)


class HandOverForm(MandateForm):
    """A mandate handed over: the first day of the new one."""

    def __init__(self, *args, mandate, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mandate_from"].help_text = _("The mandate of %(name)s ends the day before.") % {
            "name": mandate.person.name
        }
        self.fields["role"].initial = mandate.role
        earliest = mandate.mandate_from + timedelta(days=1)
        self.fields["mandate_from"].initial = max(timezone.localdate(), earliest)


class EndForm(_Ordered):
    """The last day of a mandate."""

    mandate_to = _last_day(help_text=gettext_lazy("The last day on which they speak for the community."))

    def __init__(self, *args, mandate, **kwargs):
        super().__init__(*args, **kwargs)
        self.mandate = mandate
        self.fields["mandate_to"].initial = max(timezone.localdate(), mandate.mandate_from)

    def clean_mandate_to(self):
        """Refuse an end before the beginning."""
        if self.cleaned_data["mandate_to"] < self.mandate.mandate_from:
            raise forms.ValidationError(_("A mandate cannot end before it begins."))
        return self.cleaned_data["mandate_to"]


class ChangeForm(_Ordered):
    """A mandate mended; the contact too, of who has no account."""

    role = forms.ChoiceField(
        label=gettext_lazy("What do they call themselves?"),
        choices=SpokespersonRole.choices,
        widget=forms.RadioSelect,
    )
    mandate_from = _first_day()
    mandate_to = _last_day(required=False, help_text=gettext_lazy("Leave empty where no end was agreed."))
    chosen_how = forms.CharField(label=gettext_lazy("How were they chosen?"), max_length=200, required=False)
    email = forms.EmailField(label=gettext_lazy("E-mail address"), required=False)
    phone = forms.CharField(label=gettext_lazy("Phone"), max_length=40, required=False, widget=PHONE)

    def __init__(self, *args, mandate: Spokesperson, **kwargs):
        super().__init__(*args, **kwargs)
        for field in ("role", "mandate_from", "mandate_to", "chosen_how"):
            self.initial[field] = getattr(mandate, field)
        self.initial["phone"] = mandate.person.phone
        if mandate.person.email or not may_mend_contact(mandate.person):
            del self.fields["email"]
        if not may_mend_contact(mandate.person):
            del self.fields["phone"]
