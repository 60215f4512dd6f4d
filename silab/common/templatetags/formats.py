"""Money, numbers and dates as the portal prints them (look.md, "Words")."""

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.utils import timezone

register = template.Library()

NBSP = "\xa0"
NO_DATA = "–"


def group(number: str) -> str:
    """Group a plain decimal string by thousands with no-break spaces, comma as decimal sign."""
    whole, _dot, rest = number.partition(".")
    sign, digits = ("−", whole[1:]) if whole.startswith("-") else ("", whole)
    parts = []
    while len(digits) > 3:
        parts.insert(0, digits[-3:])
        digits = digits[:-3]
    parts.insert(0, digits)
    return sign + NBSP.join(parts) + (f",{rest}" if rest else "")


@register.filter
def euro(amount) -> str:
    """Return an amount in EUR as "39 800,00 €", "–" for None."""
    if amount is None or amount == "":
        return NO_DATA
    return f"{group(format(Decimal(amount), '.2f'))}{NBSP}€"


@register.filter
def figure(number) -> str:
    """Return a counted number with grouped thousands, without needless decimals; "–" for None."""
    if number is None or number == "":
        return NO_DATA
    plain = format(Decimal(number).normalize(), "f")
    return group(plain)


@register.filter
def day(value) -> str:
    """Return a date or an aware time as dd.mm.yyyy in Tallinn; "–" for None."""
    if not value:
        return NO_DATA
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return f"{value:%d.%m.%Y}" if isinstance(value, date) else str(value)


@register.filter
def moment(value) -> str:
    """Return an aware time as dd.mm.yyyy hh.mm in Tallinn; "–" for None."""
    return f"{timezone.localtime(value):%d.%m.%Y %H:%M}" if value else NO_DATA
