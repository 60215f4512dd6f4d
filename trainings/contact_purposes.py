"""A contact with a municipality may be made to recruit for a training (municipalities/contacts/purposes.py)."""

from datetime import timedelta

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from municipalities.contacts.purposes import Purpose, register
from silab.common.lists import Column
from trainings.enums import TrainingKind, TrainingState
from trainings.models import CampaignRecipient, Outreach, Training

#: For how long after its first day one still recruits for a training.
STILL_NEWS = timedelta(days=365)


def _field(contact):
    """The trainings for which somebody may be recruiting now, and the contact's own."""
    recent = Q(begins_on=None) | Q(begins_on__gte=timezone.localdate() - STILL_NEWS)
    current = Q(pk__in=Outreach.objects.filter(contact=contact.pk).order_by().values("training"))
    found = Training.objects.filter(recent & ~Q(state=TrainingState.CANCELLED) | current)
    return forms.ModelChoiceField(
        found.exclude(kind=TrainingKind.INFO_DAY).latest_first(),
        required=False,
        label=_("To recruit for"),
        empty_label=_("no training"),
    )


def _value(contact):
    return Outreach.objects.filter(contact=contact).order_by("pk").values_list("training", flat=True).first()


def _keep(*, contact, value, by):
    """Bind the contact to a training, to another one, or to none."""
    found = Outreach.objects.filter(contact=contact).order_by("pk").first()
    if found is None:
        if value is not None:
            found = Outreach(training=value, contact=contact, created_by=by)
            found._history_user = by
            found.save()
        return
    found._history_user = by
    if value is None:
        found.delete()
    elif found.training_id != value.pk:
        found.training = value
        found.save()


def _why_kept(contact):
    """A campaign's letters and calls are what it counts: a call is taken back there."""
    rows = CampaignRecipient.objects.filter(Q(letter=contact) | Q(call=contact)).select_related("campaign")
    found = rows.order_by("pk").first()
    if found is None:
        return ""
    if found.letter_id == contact.pk:
        return _("The campaign “%(title)s” sent this letter: it is part of its count.") % {
            "title": found.campaign.title
        }
    return _("This call belongs to the campaign “%(title)s”: take it back there.") % {
        "title": found.campaign.title
    }


register(
    Purpose(
        key="training",
        field=_field,
        value=_value,
        keep=_keep,
        column=Column("training", gettext_lazy("Recruits for"), "outreach__training__name"),
        why_kept=_why_kept,
    )
)
