"""Fields for what people type: days as 01.12.2022, numbers as 1 234,50. One way in every form."""

import re
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from silab.common.templatetags.formats import figure

DAY = _("dd.mm.yyyy")
MOMENT = _("dd.mm.yyyy hh:mm")
#: A sign, digits, perhaps a comma or a point and more digits; spaces between thousands are gone by then.
PLAIN_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?")
#: Decimals by which a field is known to hold money.
CENTS = 2


class DayInput(forms.DateInput):
    """A day is typed; the field also takes 2022-12-01, as browsers and addresses write it."""

    def __init__(self, attrs=None, format=None):
        super().__init__(
            {"placeholder": DAY, "class": "short", "autocomplete": "off"} | (attrs or {}), format
        )


class MomentInput(forms.DateTimeInput):
    """A day and a time of day are typed."""

    def __init__(self, attrs=None):
        typed = {"placeholder": MOMENT, "class": "short", "autocomplete": "off"}
        super().__init__(typed | (attrs or {}), "%d.%m.%Y %H:%M")


class LongSelect(forms.Select):
    """A choice of dozens, the same HTML as Django's, whose templates cost more than the rows of a list."""

    def render(self, name, value, attrs=None, renderer=None):
        """Return the choice with its options."""
        chosen = self.format_value(value)
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            (
                (key, mark_safe(" selected") if str(key) in chosen else "", label)
                for key, label in self.choices
            ),
        )
        attributes = flatatt(self.build_attrs({**self.attrs, "name": name}, attrs))
        return format_html("<select{}>{}</select>", attributes, options)


class NumberField(forms.DecimalField):
    """Money or hours: "1 234,50", "1 234,50 €" and "1234.50" alike, never "1e3"; limits are told with a comma."""

    def __init__(self, **options):
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(**{"localize": True, "widget": widget, **options})

    def to_python(self, value):
        """Return the Decimal or None; raise ValidationError for what is not plainly a number."""
        if not isinstance(value, str):
            return super().to_python(value)
        plain = "".join(value.split()).replace("−", "-")
        if self.decimal_places == CENTS:
            # As the portal itself prints money.
            plain = plain.removesuffix("€")
        if not plain:
            return None
        if not PLAIN_NUMBER.fullmatch(plain):
            raise ValidationError(self._wanted(), code="invalid")
        return Decimal(plain.replace(",", "."))

    def _wanted(self):
        """Return what belongs here: an amount of money, or a number with one decimal at most."""
        if self.decimal_places == CENTS:
            return gettext("An amount belongs here, such as 1 234,50.")
        return gettext("A number belongs here, such as 1,5.")

    def run_validators(self, value):
        """Check the limits; write them as the portal writes numbers."""
        try:
            super().run_validators(value)
        except ValidationError as errors:
            for error in errors.error_list:
                if error.params and "limit_value" in error.params:
                    error.params["limit_value"] = figure(str(error.params["limit_value"]))
            raise
