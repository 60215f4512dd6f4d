"""Icons, state chips and small words of the page's look."""

from django import template
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from silab.common import icons, states

PACE_WORDS = {
    "ahead": _("ahead"),
    "on_track": _("on track"),
    "behind": _("behind"),
    "done": pgettext_lazy("figure", "done"),
    "missed": _("missed"),
    "not_started": _("not begun"),
}

register = template.Library()
register.simple_tag(icons.icon, name="icon")
register.simple_tag(states.chip, name="chip")
register.simple_tag(states.tone_icon, name="tone_icon")


@register.filter
def clock(value) -> str:
    """Return an aware time as hh:mm in Tallinn; "–" for None."""
    return f"{timezone.localtime(value):%H:%M}" if value else "–"


@register.simple_tag
def pace_chip(pace):
    """Return the chip of a target's pace, in its word."""
    return states.chip(pace, PACE_WORDS[pace])
