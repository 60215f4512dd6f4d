"""Who opens the addresses of reports/plan (tests/access_table.py)."""

from tests.access import MARI, RIINA, Page, page

ACCESS: dict[str, Page] = {
    "reports:plan_file": page(MARI, RIINA, at=lambda _cast: {"kind": "xlsx"}),
    "reports:plan_edit": page(MARI),
    "reports:plan_edit_row": page(MARI),
    "reports:plan_edit_preview": page(MARI),
}
