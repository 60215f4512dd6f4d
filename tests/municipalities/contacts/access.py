"""Who opens the addresses of municipalities/contacts (tests/access_table.py)."""

from tests.access import MARI, Page, page
from tests.municipalities.factories import ContactFactory


def a_contact(cast):
    return {"pk": ContactFactory(municipality=cast["viljandi"]).pk}


ACCESS: dict[str, Page] = {
    "municipalities:contacts": page(MARI),
    "municipalities:contact_add": page(MARI),
    "municipalities:contact": page(MARI, at=a_contact),
    "municipalities:contact_delete": page(MARI, at=a_contact),
    "municipalities:contact_done": page(MARI, at=a_contact, method="post"),
    "municipalities:follow_ups": page(MARI),
}
