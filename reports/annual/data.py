"""The report's figures and evidence as files for machines: CSV and JSON."""

import json
from collections.abc import Iterator
from functools import lru_cache

from django.utils.translation import gettext_lazy as _

from reports.models import Snapshot
from silab.common.exports import csv_pieces
from silab.common.lists import Column
from silab.common.templatetags.formats import day, figure

EVIDENCE = [
    Column("figure", _("figure"), "figure"),
    Column("place", _("No"), "place"),
    Column("code", _("code"), "code"),
    Column("label", _("record"), "label"),
    Column("on", _("date"), "on", text=lru_cache(day)),
    Column("municipality", _("municipality"), "municipality"),
    Column("amount", _("amount"), "amount", text=figure, numeric=True),
]


def evidence_csv(snapshot: Snapshot) -> Iterator[str]:
    """Yield all evidence piece by piece, in order of figure and place, safe to open in a spreadsheet."""
    return csv_pieces(evidence_rows(snapshot), EVIDENCE)


def snapshot_json(snapshot: Snapshot, *, with_evidence: bool = True) -> Iterator[str]:
    """Yield the snapshot as one JSON object: figures, evidence, SHA-256 and when they were taken."""
    head = {"taken_at": snapshot.taken_at.isoformat(), "sha256": snapshot.sha256, "figures": snapshot.figures}
    if not with_evidence:
        yield json.dumps(head, ensure_ascii=False, sort_keys=True)
        return
    yield json.dumps(head, ensure_ascii=False, sort_keys=True)[:-1] + ', "evidence": ['
    names = [column.key for column in EVIDENCE]
    for place, row in enumerate(evidence_rows(snapshot)):
        values = dict(zip(names, row, strict=True))
        yield (",\n" if place else "\n") + json.dumps(values, ensure_ascii=False, default=str)
    yield "\n]}\n"


def evidence_rows(snapshot: Snapshot) -> Iterator[tuple]:
    """Yield the rows of all evidence in the columns of EVIDENCE, in order of figure and place."""
    return (record[: len(EVIDENCE)] for record in snapshot.records())
