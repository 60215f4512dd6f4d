"""Who opens the addresses of networks/labs (tests/access_table.py)."""

from tests.access import MARI, Page, page
from tests.networks.factories import LabFactory, LabFundingFactory, LabWorkshopFactory


def a_lab(cast):
    return {"pk": LabFactory(municipality=cast["viljandi"]).pk}


def a_workshop(cast):
    return {"pk": LabWorkshopFactory(lab__municipality=cast["viljandi"]).pk}


def a_sum(cast):
    return {"pk": LabFundingFactory(lab__municipality=cast["viljandi"]).pk}


ACCESS: dict[str, Page] = {
    "networks:labs": page(MARI),
    "networks:labs_map": page(MARI),
    "networks:lab_add": page(MARI),
    "networks:lab": page(MARI, at=a_lab),
    "networks:lab_change": page(MARI, at=a_lab),
    "networks:lab_workshop": page(MARI, at=a_workshop),
    "networks:lab_funding": page(MARI, at=a_sum),
}
