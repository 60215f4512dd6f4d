"""The engagement model's staff pages as tabs."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

ROOMS = (
    ("networks:board", _("Process board")),
    ("networks:processes", _("All processes")),
    ("networks:interests", _("Interest in pilots")),
    ("networks:stages", _("Stages and tools")),
)


def rooms_of(here: str) -> list[tuple[str, str, bool]]:
    """Return (URL, words, whether it is the page called `here`) of each tab."""
    return [(reverse(name), str(words), name == here) for name, words in ROOMS]
