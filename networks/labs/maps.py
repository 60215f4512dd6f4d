"""Labs on the tile map: how many, or what money they raised, in each municipality of today."""

from urllib.parse import urlencode

from django.db.models import Count, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from municipalities.models import Municipality
from networks.models import Lab, LabFunding
from silab.common.charts import TileMap, tile_map

LABS, MONEY = "laborid", "raha"


def lab_map(user, shown: str) -> TileMap:
    """Return the map of labs that the user may open. A lab of a county stands on no tile; what a municipality had
    before it merged counts for its successor."""
    values = _money(user) if shown == MONEY else _labs(user)
    title = _("Money raised by labs, €") if shown == MONEY else _("Labs")
    address = reverse("networks:labs")
    places = (
        Municipality.objects.valid_on(timezone.localdate()).exclude(tile_column=None).order_by("sort_key")
    )
    merged = dict(
        Municipality.objects.exclude(merged_into=None).order_by().values_list("pk", "merged_into_id")
    )
    for old, new in merged.items():
        if old in values:
            values[new] = values.get(new, 0) + values.pop(old)
    tiles = [
        (
            column,
            row,
            name,
            values.get(key),
            f"{address}?{urlencode({'municipality': name})}" if key in values else "",
        )
        for key, name, column, row in places.values_list("pk", "name", "tile_column", "tile_row")
    ]
    return tile_map(tiles, title, name="labs")


def _labs(user):
    labs = Lab.objects.for_user(user).exclude(municipality=None).order_by()
    return dict(labs.values_list("municipality").annotate(n=Count("pk")))


def _money(user):
    labs = Lab.objects.for_user(user).exclude(municipality=None).order_by()
    fundings = LabFunding.objects.filter(lab__in=labs).order_by()
    return dict(fundings.values_list("lab__municipality").annotate(sum=Sum("amount")))
