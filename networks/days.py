"""Days that people type: of what has happened, or will soon. Slips such as the year 1921 are refused in words."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from silab.common.fields import DayInput

#: Silab's work began later; an earlier day is a slip of the keyboard.
EARLIEST = date(2000, 1, 1)


def check_day(day: date | None, *, ahead: int = 0) -> None:
    """Raise ValidationError for a day before 2000, or more than `ahead` years from today (0: from tomorrow on)."""
    if day is None:
        return
    if day < EARLIEST:
        raise ValidationError(_("The year %(year)s cannot be right.") % {"year": day.year})
    today = timezone.localdate()
    if not ahead and day > today:
        raise ValidationError(_("This day lies ahead."))
    if day.year > today.year + ahead:
        raise ValidationError(_("The year %(year)s is too far ahead.") % {"year": day.year})


class DayField(forms.DateField):
    """A typed date; `ahead` = years that it may lie ahead."""

    def __init__(self, *, ahead: int = 0, **options):
        super().__init__(**{"widget": DayInput(), **options})
        self.ahead = ahead

    def validate(self, value):
        """Refuse what cannot be right."""
        super().validate(value)
        check_day(value, ahead=self.ahead)
