"""Lines of the access table: a merger."""

from datetime import date

from tests.access import MARI, page
from tests.municipalities.factories import MunicipalityFactory


def a_merged_one(cast):
    return {"pk": MunicipalityFactory(merged_into=cast["viljandi"], valid_to=date(2025, 10, 19)).pk}


ACCESS = {
    "municipalities:merge": page(MARI),
    "municipalities:merge_check": page(MARI),
    "municipalities:merge_undo": page(MARI, at=a_merged_one),
}
