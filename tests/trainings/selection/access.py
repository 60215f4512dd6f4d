"""Who opens the addresses of trainings/selection (tests/access_table.py)."""

from tests.access import JAAN, MARI, Page, page
from tests.trainings.selection.teams import a_programme, a_team
from trainings.models import Application


def a_sent_team(cast):
    found = Application.objects.filter(submitter=cast["jaan"], state="submitted").first()
    return found or a_team(a_programme(), submitter=cast["jaan"], municipality=cast["viljandi"])


def its_training(cast):
    return {"slug": a_sent_team(cast).training.slug}


def its_page(cast):
    return {"pk": a_sent_team(cast).pk}


def a_decision(cast):
    return {**its_page(cast), "decision": "ootelehele"}


def its_member(cast):
    team = a_sent_team(cast)
    return {"key": team.key, "member": team.members.order_by("pk").first().pk}


ACCESS: dict[str, Page] = {
    "trainings:board": page(MARI, at=its_training),
    "trainings:applicants": page(MARI, at=its_training),
    "trainings:applicant": page(MARI, at=its_page),
    "trainings:applicant_score": page(MARI, at=its_page, method="post"),
    "trainings:applicant_interview": page(MARI, at=its_page, method="post"),
    "trainings:decide": page(MARI, at=a_decision),
    "trainings:replace_member": page(MARI, JAAN, at=its_member),
}
