"""Lines of the access table: the import of communities."""

from tests.access import MARI, page

ACCESS = {
    "municipalities:community_import": page(MARI),
    "municipalities:community_import_sample": page(MARI),
    "municipalities:community_import_preview": page(MARI, at=lambda _cast: {"token": "puudub"}),
}
