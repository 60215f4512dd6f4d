"""The minutes of a meeting as PDF: who was there by municipality, what was said, what was decided."""

from collections import Counter

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from networks.models import Decision, Meeting
from silab import pdf
from silab.common.markdown import to_html
from silab.common.templatetags.formats import day
from silab.common.text import sort_key


def minutes_pdf(meeting: Meeting) -> bytes:
    """Return the minutes; no names of those present, since members of all municipalities get them."""
    with override("et"):
        title = f"{meeting.title}, {day(meeting.starts_at)}"
    return pdf.render("networks/meetings/pdf/minutes.html", minutes_of(meeting), title=title)


def minutes_of(meeting: Meeting) -> dict:
    """Return what the minutes hold, for the PDF and for the page behind a personal link. Three queries."""
    by_place = municipalities_present(meeting)
    return {
        "meeting": meeting,
        "agenda": to_html(meeting.agenda),
        "minutes": to_html(meeting.minutes),
        "by_place": by_place,
        "present": sum(count for _place, count in by_place),
        "decisions": list(meeting.decisions.select_related("municipality").order_by("pk")),
        "earlier": list(Decision.objects.open_before(meeting).select_related("meeting", "municipality")),
    }


def municipalities_present(meeting: Meeting) -> list[tuple[str, int]]:
    """Return how many were there for each municipality, in alphabetical order, those for none last. One query."""
    there = list(meeting.presences.order_by().values_list("municipality__name", flat=True))
    counts = Counter(name for name in there if name)
    others = sum(name is None for name in there)
    rows = sorted(counts.items(), key=lambda row: sort_key(row[0]))
    return [*rows, (_("for no municipality"), others)] if others else rows


def file_name(meeting: Meeting) -> str:
    """Return the name under which the minutes are downloaded."""
    return f"protokoll-{timezone.localdate(meeting.starts_at):%Y-%m-%d}.pdf"
