"""The stages with which a new portal begins (domain.md §4), out of `networks/data/stages.csv`."""

import csv
from pathlib import Path

from django.db import transaction

from networks.models import ModelStage

FILE = Path(__file__).parents[1] / "data/stages.csv"


@transaction.atomic
def fill_stages() -> int:
    """Add the stages where there are none yet; return how many were written. What staff have made of them stays."""
    if ModelStage.objects.exists():
        return 0
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for order, row in enumerate(rows, start=1):
        ModelStage.objects.create(order=order, **row)
    return len(rows)
