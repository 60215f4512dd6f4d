"""What a report's PDF is made of, as one number: another number, another PDF."""

import hashlib
import json

from reports.models import Version

#: Grows when the same figures and texts print otherwise, so that PDFs made before are out of date.
LAYOUT = 7


def fingerprint(report: Version, *, texts=None, files=None) -> str:
    """Return what the report's PDF is made of as a SHA-256: figures, texts, files, layout.

    `texts` as (key, text) and `files` as attached materials, for whoever has read them already.
    """
    if texts is None:
        texts = report.texts.values_list("key", "body")
    if files is None:
        files = report.attachments.order_by("pk")
    made_of = {
        "layout": LAYOUT,
        "figures": report.snapshot.sha256 if report.snapshot else "",
        "taken_at": report.snapshot.taken_at.isoformat() if report.snapshot else "",
        "version": report.version,
        "texts": sorted((key, body) for key, body in texts if body),
        "files": [(row.title, row.url, row.file_name, row.file.name) for row in files],
        **report.printed_facts,
    }
    return hashlib.sha256(json.dumps(made_of, sort_keys=True).encode()).hexdigest()
