"""Who opens the addresses of trainings/calls (tests/access_table.py)."""

from tests.access import ANYBODY, JAAN, MARI, Page, page
from tests.trainings.calls.factories import OpenCallFactory, TrainerFactory
from tests.trainings.factories import SessionFactory, TrainingFactory


def a_training(_cast):
    return {"slug": TrainingFactory().slug}


def a_call(_cast):
    return {"slug": OpenCallFactory().slug}


def a_step(_cast):
    return {"slug": TrainingFactory().slug, "step": "alused"}


def a_day(_cast):
    session = SessionFactory()
    return {"slug": session.training.slug, "pk": session.pk}


def a_stage(_cast):
    return {"slug": TrainingFactory().slug, "stage": "kirjad"}


def jaans_groups(cast):
    TrainerFactory(user=cast["jaan"])
    return {}


def jaans_training(cast):
    return {"slug": TrainerFactory(user=cast["jaan"]).training.slug}


ACCESS: dict[str, Page] = {
    "trainings:calls": page(*ANYBODY),
    "trainings:call": page(*ANYBODY, at=a_call),
    "trainings:call_ics": page(*ANYBODY, at=a_call),
    "trainings:new": page(MARI),
    "trainings:setup": page(MARI, at=a_training),
    "trainings:setup_step": page(MARI, at=a_step),
    "trainings:setup_day": page(MARI, at=a_day),
    "trainings:publish": page(MARI, at=a_training, method="post"),
    "trainings:unpublish": page(MARI, at=a_training, method="post"),
    "trainings:recruitment": page(MARI, at=a_training),
    "trainings:recruitment_letters": page(MARI, at=a_training),
    "trainings:info_day": page(MARI, at=a_training),
    "trainings:recruitment_records": page(MARI, at=a_stage),
    "trainings:my_groups": page(JAAN, at=jaans_groups),
    "trainings:my_group": page(JAAN, at=jaans_training),
}
