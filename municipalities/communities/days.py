"""Which days make sense: a slip of the keyboard (1921 for 2021) is caught where it is typed."""

from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from silab.common.fields import DayInput
from silab.common.templatetags.formats import day

#: Nothing that the portal records of municipalities' work is older; communities themselves may be.
EARLIEST = date(1990, 1, 1)
EARLIEST_FOUNDING = date(1000, 1, 1)
A_YEAR = timedelta(days=366)
TEN_YEARS = timedelta(days=3653)


class DayField(forms.DateField):
    """A day between `earliest` and today + `ahead`; typed as 31.12.2026."""

    def __init__(self, *, earliest=EARLIEST, ahead=timedelta(0), **kwargs):
        self.earliest, self.ahead = earliest, ahead
        super().__init__(widget=DayInput(), **kwargs)

    def validate(self, value):
        """Refuse a day too early or too late, saying what the limit is."""
        super().validate(value)
        if value is None:
            return
        latest = timezone.localdate() + self.ahead
        if value < self.earliest:
            raise ValidationError(
                _("%(day)s is too long ago. Check the year: the earliest day is %(earliest)s.")
                % {"day": day(value), "earliest": day(self.earliest)}
            )
        if value > latest:
            words = (
                _("%(day)s is too far ahead. Check the year: the latest day is %(latest)s.")
                if self.ahead
                else _("%(day)s lies ahead: record it once it has come.")
            )
            raise ValidationError(words % {"day": day(value), "latest": day(latest)})
