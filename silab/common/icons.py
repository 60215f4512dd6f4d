"""Single icons of the packaged set, inlined: its sprite weighs a megabyte."""

import re
from functools import cache

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

_NAME = re.compile(r"[a-z0-9-]+")
_FRAME = re.compile(r"</?svg[^>]*>|\s*\n\s*")


@cache
def icon(name: str) -> SafeString:
    """Return a bootstrap-icon as inline SVG, hidden from screen readers: words stand beside it.

    Raises ValueError for a name that the set does not have.
    """
    path = settings.ICONS_DIR / f"{name}.svg"
    if not _NAME.fullmatch(name) or not path.exists():
        raise ValueError(f"no icon is called {name!r}")
    drawing = _FRAME.sub("", path.read_text())
    return mark_safe(
        f'<svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">{drawing}</svg>'
    )
