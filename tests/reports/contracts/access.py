"""Who opens the addresses of reports/contracts (tests/access_table.py)."""

from silab.accounts.models import Contract
from tests.access import MARI, Page, page

ACCESS: dict[str, Page] = {
    "reports:contracts": page(MARI),
    "reports:contract_add": page(MARI),
    "reports:contract": page(MARI, at=lambda _cast: {"slug": Contract.objects.first().slug}),
}
