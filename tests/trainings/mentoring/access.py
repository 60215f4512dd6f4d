"""Who opens the addresses of trainings/mentoring (tests/access_table.py)."""

from datetime import date

from tests.access import JAAN, MARI, Page, page
from tests.trainings.selection.access import a_sent_team
from trainings.models import AdvisoryApplication, Application, CooperationModel, MentoringSession
from trainings.places import take_place


def an_accepted_team(cast):
    """Return Viljandi's team with a place, in a programme with advice after it."""
    team = Application.objects.filter(submitter=cast["jaan"], state="accepted").first()
    if team is None:
        team = a_sent_team(cast)
        team.training.advisory_places = 8
        team.training.save()
        take_place(team, team.training.groups.first(), by=cast["mari"])
    return team


def its_programme(cast):
    return {"slug": an_accepted_team(cast).training.slug}


def its_page(cast):
    return {"pk": an_accepted_team(cast).pk}


def a_talk(cast):
    team = an_accepted_team(cast)
    known = {"mentor": "Rein Koolitaja", "on": date(2026, 1, 5), "hours": "1.5"}
    return {"pk": MentoringSession.objects.get_or_create(application=team, defaults=known)[0].pk}


def a_model(cast):
    team = an_accepted_team(cast)
    known = {"title": "Mudel", "ready_on": date(2026, 1, 5)}
    return {"pk": CooperationModel.objects.get_or_create(application=team, defaults=known)[0].pk}


def a_candidate(cast):
    training = an_accepted_team(cast).training
    known = {"contact_name": "Jaan", "contact_email": "jaan@viljandivald.example", "service": "Koduteenus"}
    return {"pk": AdvisoryApplication.objects.get_or_create(training=training, defaults=known)[0].pk}


ACCESS: dict[str, Page] = {
    "trainings:mentoring": page(MARI, at=its_programme),
    "trainings:mentoring_sessions": page(MARI, at=its_programme),
    "trainings:mentored_team": page(MARI, at=its_page),
    "trainings:mentoring_session": page(MARI, at=a_talk),
    "trainings:cooperation_model": page(MARI, at=a_model),
    "trainings:advisory": page(MARI, at=its_programme),
    "trainings:advisory_apply": page(MARI, JAAN, at=its_programme),
    "trainings:advisory_decide": page(MARI, at=a_candidate),
}
