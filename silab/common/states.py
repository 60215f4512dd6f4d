"""The tone and icon of each state, so that a state looks the same on every page (look.md, "Foundations")."""

from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString

from silab.common.icons import icon

#: done = green, going = teal, behind = amber (someone must act), missed = red, idle = grey (not begun or over).
TONES = {
    "done": "yes done accepted approved held done sent published present ahead on_track success baas edasijoudnu "
    "eeskujulik active valid paid claimed chosen coming",
    "going": "submitted running sending preparing open info debug ready figures_taken part interviewed applied "
    "interested",
    "behind": "unmarked behind sent_back returned asked warning excused expiring more_asked late proposed not_reached",
    "missed": "no missed failed bounced refused absent error danger overdue",
    "idle": "draft planned defined waiting queued ended cancelled not_started withdrawn expired waived "
    "to_call declined",
}
ICONS = {
    "done": "check-circle-fill",
    "going": "arrow-right-circle-fill",
    "behind": "exclamation-triangle-fill",
    "missed": "x-octagon-fill",
    "idle": "circle",
}
_TONE_OF = {state: tone for tone, states in TONES.items() for state in states.split()}


def tone(state) -> str:
    """Return the tone of a state's key; "idle" for one that has none."""
    return _TONE_OF.get(str(state), "idle")


def chip(state, words) -> SafeString:
    """Return a state as a chip: colour, icon and words."""
    return _chip(tone(state), str(words))


@lru_cache(maxsize=512)
def _chip(kind, words):
    return format_html('<span class="chip chip-{}">{}{}</span>', kind, icon(ICONS[kind]), words)


def tone_icon(state) -> SafeString:
    """Return the icon of a state's tone."""
    return icon(ICONS[tone(state)])
