"""The profile as a PDF of two pages at most: what does not fit is counted instead of printed."""

from io import BytesIO

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from municipalities.models import Municipality, Satisfaction
from municipalities.profile.parts import found_parts, tables
from silab import pdf
from silab.common.columns import share_columns
from silab.common.tile_place import place_map

PAGES = 2
#: Rows of each part: the most that a profile prints, and fewer until it fits its pages.
ROWS = (24, 16, 11, 8, 6, 4, 3, 2, 1)
TEMPLATE = "municipalities/profile/profile.html"
#: Waves of satisfaction in the chart, the latest.
WAVES = 6


def render_profile(
    municipality: Municipality, *, language="et", progress=lambda percent, step: None
) -> bytes:
    """Return the profile of a municipality (with `code_then`, county selected); raise pdf.PdfUnavailable."""
    with translation.override(language):
        progress(10, _("Reading the records"))
        found = found_parts(municipality)
        context = _context(municipality)
        for place, most in enumerate(ROWS):
            progress(30 + 6 * place, _("Laying out the pages"))
            shown = {**context, "tables": tables(found, most)}
            made = pdf.render(TEMPLATE, shown, title=context["title"], language=language)
            if _pages(made) <= PAGES:
                break
    return made


def _pages(made: bytes) -> int:
    from pypdf import PdfReader

    return len(PdfReader(BytesIO(made)).pages)


def _context(municipality):
    today = timezone.localdate()
    places = Municipality.objects.valid_on(today) | Municipality.objects.filter(pk=municipality.pk)
    tiles = places.exclude(tile_column=None).order_by("sort_key", "pk").values_list("tile_column", "tile_row")
    waves = Satisfaction.objects.filter(municipality=municipality).order_by("-year")[:WAVES]
    shares = [(row.year, row.percentage) for row in waves][::-1]
    place = (municipality.tile_column, municipality.tile_row)
    said = {"name": municipality.name, "county": municipality.county.name}
    return {
        "title": _("%(name)s: profile") % said,
        "municipality": municipality,
        "today": today,
        "predecessors": list(
            municipality.predecessors.order_by("sort_key", "pk").values_list("name", flat=True)
        ),
        "accepted": municipality.communities.accepted().count(),
        "communities": municipality.communities.count(),
        "officials": municipality.officials.filter(state="approved").count(),
        "satisfied": shares[-1] if shares else None,
        "chart": share_columns(shares, _("Residents satisfied with inclusion, %"), name="rahulolu"),
        "map": None
        if None in place
        else place_map(list(tiles), place, _("%(name)s on the map, %(county)s") % said),
    }
