"""Who opens the addresses of reports/forming (tests/access_table.py)."""

from reports.models import FormSection
from tests.access import MARI, Page, page
from tests.reports.factories import ContractFactory


def a_section(_cast):
    known = FormSection.objects.first()
    contract = known.contract if known else ContractFactory()
    values = {"order": 1, "kind": "text", "heading": "Kokkuvõte"}
    return {
        "pk": FormSection.objects.get_or_create(contract=contract, key="kokkuvote", defaults=values)[0].pk
    }


ACCESS: dict[str, Page] = {
    "reports:form": page(MARI),
    "reports:form_preview": page(MARI),
    "reports:form_add": page(MARI),
    "reports:form_section": page(MARI, at=a_section),
    "reports:form_move": page(MARI, at=a_section, method="post"),
    "reports:form_remove": page(MARI, at=a_section, method="post"),
}
