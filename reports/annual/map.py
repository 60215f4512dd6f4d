"""The tile map of a report: the frozen records of one of its indicators by municipality."""

from collections import Counter
from datetime import date

from django.utils.translation import gettext as _

from municipalities.models import Municipality
from reports.annual.document import Document
from reports.enums import SectionKind
from silab.common.charts import TileMap, tile_map


def map_of(document: Document) -> TileMap | None:
    """Return the map of the indicator that counts municipalities and reaches most of them; None when none does.

    The records are the snapshot's, the squares those of the municipalities that there were on the year's last
    day. Two queries.
    """
    snapshot = document.report.snapshot
    if SectionKind.PLAN not in document.holds:
        return None
    shown = {
        row["figure"]: row
        for goal in document.figures["goals"]
        for row in goal["indicators"]
        if row["unit"] == "municipality" and row["figure"]
    }
    if snapshot is None or not shown:
        return None
    counts = _counts(snapshot, shown)
    if not counts:
        return None
    name = max(sorted(counts), key=lambda figure: len(counts[figure]))
    indicator, numbers = shown[name], counts[name]
    last = date(document.figures["year"], 12, 31)
    places = Municipality.objects.valid_on(last).order_by("sort_key", "pk")
    tiles = [
        (column, row, place, numbers.get(place), "")
        for place, column, row in places.values_list("name", "tile_column", "tile_row")
    ]
    said = _("%(number)s %(indicator)s: the records that count, by municipality")
    title = said % {"number": indicator["number"], "indicator": indicator["title"]}
    return tile_map(tiles, title, name="kaart-ruudud")


def _counts(snapshot, figures):
    """Return {figure: {municipality's name: records}} of the frozen evidence."""
    found: dict[str, Counter[str]] = {}
    for record in snapshot.records(*figures):
        if record.municipality:
            found.setdefault(record.figure, Counter())[record.municipality] += 1
    return found
