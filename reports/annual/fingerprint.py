"""What a report's PDF is made of, as one number: another number, another PDF."""

import hashlib
import json

from reports.models import Version

#: Grows when the same figures and texts print otherwise, so that PDFs made before are out of date.
LAYOUT = 5


def fingerprint(report: Version) -> str:
    """Return what the report's PDF is made of as a SHA-256: figures, texts, files, layout."""
    made_of = {
        "layout": LAYOUT,
        "figures": report.snapshot.sha256 if report.snapshot else "",
        "taken_at": report.snapshot.taken_at.isoformat() if report.snapshot else "",
        "version": report.version,
        "texts": sorted(report.texts.exclude(body="").values_list("key", "body")),
        "files": list(report.attachments.order_by("pk").values_list("title", "url", "file_name", "file")),
        **report.printed_facts,
    }
    return hashlib.sha256(json.dumps(made_of, sort_keys=True).encode()).hexdigest()
