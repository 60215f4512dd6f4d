"""Who opens the addresses of networks/staged (tests/access_table.py)."""

from tests.access import MARI, Page, page
from tests.networks.factories import (
    AdviceFactory,
    EngagementProcessFactory,
    PilotInterestFactory,
    StageCompletionFactory,
    StageFactory,
)


def a_process(cast):
    found = cast["viljandi"].processes.first()
    return {"pk": (found or EngagementProcessFactory(municipality=cast["viljandi"])).pk}


def a_step(cast):
    return {**a_process(cast), "stage": StageFactory().pk}


def a_reached_step(cast):
    done = StageCompletionFactory(process=cast["viljandi"].processes.get(**a_process(cast)))
    return {"pk": done.process_id, "completion": done.pk}


def an_advice(cast):
    return {"pk": AdviceFactory(process=cast["viljandi"].processes.get(**a_process(cast))).pk}


def an_interest(cast):
    return {"pk": PilotInterestFactory(municipality=cast["viljandi"]).pk}


def a_stage(_cast):
    return {"pk": StageFactory().pk}


ACCESS: dict[str, Page] = {
    "networks:board": page(MARI),
    "networks:processes": page(MARI),
    "networks:process_start": page(MARI),
    "networks:process": page(MARI, at=a_process),
    "networks:process_change": page(MARI, at=a_process),
    "networks:process_end": page(MARI, at=a_process, method="post"),
    "networks:stage_confirm": page(MARI, at=a_step),
    "networks:stage_withdraw": page(MARI, at=a_reached_step),
    "networks:advice_add": page(MARI, at=a_process, method="post"),
    "networks:advice": page(MARI, at=an_advice),
    "networks:stages": page(MARI),
    "networks:stage_add": page(MARI),
    "networks:stage": page(MARI, at=a_stage),
    "networks:stage_move": page(MARI, at=a_stage, method="post"),
    "networks:stage_use": page(MARI, at=a_stage, method="post"),
    "networks:interests": page(MARI),
    "networks:interest_add": page(MARI),
    "networks:interest": page(MARI, at=an_interest),
}
