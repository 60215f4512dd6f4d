"""Who opens the addresses of trainings/campaigns (tests/access_table.py)."""

from tests.access import MARI, Page, page
from tests.trainings.campaigns.factories import CampaignFactory, RecipientFactory, SentCampaignFactory


def a_draft(_cast):
    return {"pk": CampaignFactory().pk}


def a_sent_one(_cast):
    return {"pk": SentCampaignFactory().pk}


def a_call(_cast):
    return {"pk": RecipientFactory(campaign=SentCampaignFactory()).pk}


ACCESS: dict[str, Page] = {
    "trainings:campaigns": page(MARI),
    "trainings:campaign_new": page(MARI),
    "trainings:campaign": page(MARI, at=a_sent_one),
    "trainings:campaign_letter": page(MARI, at=a_draft),
    "trainings:campaign_recipients": page(MARI, at=a_draft),
    "trainings:campaign_addresses": page(MARI, at=a_draft),
    "trainings:campaign_check": page(MARI, at=a_draft),
    "trainings:campaign_delete": page(MARI, at=a_draft),
    "trainings:campaign_calls": page(MARI, at=a_sent_one),
    "trainings:campaign_call": page(MARI, at=a_call),
    "trainings:campaign_take_back": page(MARI, at=a_call, method="post"),
}
