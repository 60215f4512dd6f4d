"""Who opens the addresses of trainings/registration (tests/access_table.py)."""

from tests.access import ANYBODY, CAST, JAAN, MARI, Page, page
from tests.trainings.factories import CallFactory, MemberFactory, TeamFactory
from trainings.links import CONFIRM
from trainings.models import Application, Training


def a_call(_cast):
    return {"slug": (Training.objects.filter(slug="avatud").first() or CallFactory(slug="avatud")).slug}


def jaans_draft(cast, **more):
    found = Application.objects.filter(submitter=cast["jaan"], state="draft").first()
    draft = found or TeamFactory(submitter=cast["jaan"], municipality=cast["viljandi"])
    return {"key": draft.key, **more}


def jaans_application(cast):
    found = Application.objects.filter(submitter=cast["jaan"], state="submitted").first()
    sent = found or TeamFactory(submitter=cast["jaan"], municipality=cast["viljandi"], state="submitted")
    return {"key": sent.key}


def a_link(cast):
    application = Application.objects.get(key=jaans_application(cast)["key"])
    member = application.members.order_by("pk").first() or MemberFactory(application=application)
    return {"token": CONFIRM.sign(member.pk)}


def jaans_step(cast):
    return jaans_draft(cast, step="liikmed")


ACCESS: dict[str, Page] = {
    "trainings:applications": page(*CAST),
    "trainings:register": page(*ANYBODY, at=a_call),
    "trainings:application": page(MARI, JAAN, at=jaans_application),
    "trainings:application_step": page(JAAN, at=jaans_step),
    "trainings:application_submit": page(JAAN, at=jaans_draft),
    "trainings:application_done": page(MARI, JAAN, at=jaans_application),
    "trainings:application_withdraw": page(MARI, JAAN, at=jaans_application),
    "trainings:application_remind": page(MARI, JAAN, at=jaans_application, method="post"),
    "trainings:confirm": page(*ANYBODY, at=a_link),
}
