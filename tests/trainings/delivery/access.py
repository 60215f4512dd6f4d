"""Who opens the addresses of trainings/delivery (tests/access_table.py)."""

from django.core.files.base import ContentFile
from django.utils import timezone

from tests.access import ANYBODY, MARI, Page, page
from tests.trainings.factories import ParticipantFactory, SessionFactory, TrainingFactory
from trainings.links import PARTICIPANT
from trainings.models import Homework, Material, Submission


def a_training(_cast):
    return {"slug": TrainingFactory().slug}


def a_day(_cast):
    session = SessionFactory()
    return {"slug": session.training.slug, "session": session.pk}


def a_material(_cast):
    session = SessionFactory()
    material = Material(session=session, title="Slaidid", file_name="slaidid.pdf")
    material.file.save("slaidid.pdf", ContentFile(b"%PDF-1.7"))
    return {"slug": session.training.slug, "pk": material.pk}


def a_task(_cast):
    session = SessionFactory()
    task = Homework.objects.create(session=session, title="Kaardistus", due_at=timezone.now())
    return {"slug": session.training.slug, "pk": task.pk}


def a_hand_in(_cast):
    participant = ParticipantFactory()
    task = Homework.objects.create(
        session=SessionFactory(training=participant.training), title="Töö", due_at=timezone.now()
    )
    submission = Submission(
        homework=task, participant=participant, handed_in_at=timezone.now(), file_name="too.pdf"
    )
    submission.file.save("too.pdf", ContentFile(b"%PDF-1.7"))
    return {"pk": submission.pk}


def a_participant(_cast):
    return {"pk": ParticipantFactory().pk}


def a_link(_cast):
    return {"token": PARTICIPANT.sign(ParticipantFactory().pk)}


def with_material(cast):
    known = a_material(cast)
    training = Material.objects.get(pk=known["pk"]).session.training
    return {"token": PARTICIPANT.sign(ParticipantFactory(training=training).pk), "pk": known["pk"]}


def with_task(cast):
    known = a_task(cast)
    training = Homework.objects.get(pk=known["pk"]).session.training
    return {"token": PARTICIPANT.sign(ParticipantFactory(training=training).pk), "pk": known["pk"]}


def with_hand_in(cast):
    submission = Submission.objects.get(pk=a_hand_in(cast)["pk"])
    return {"token": PARTICIPANT.sign(submission.participant_id), "pk": submission.homework_id}


ACCESS: dict[str, Page] = {
    "trainings:delivery": page(MARI, at=a_training),
    "trainings:day": page(MARI, at=a_day),
    "trainings:material_add": page(MARI, at=a_day, method="post"),
    "trainings:homework_add": page(MARI, at=a_day, method="post"),
    "trainings:send_letter": page(MARI, at=a_day, method="post"),
    "trainings:sign_in_sheet": page(MARI, at=a_day),
    "trainings:material": page(MARI, at=a_material),
    "trainings:material_remove": page(MARI, at=a_material, method="post"),
    "trainings:homework": page(MARI, at=a_task),
    "trainings:homework_change": page(MARI, at=a_task),
    "trainings:homework_remove": page(MARI, at=a_task, method="post"),
    "trainings:hand_in_file": page(MARI, at=a_hand_in),
    "trainings:hand_in_comment": page(MARI, at=a_hand_in, method="post"),
    "trainings:participant_links": page(MARI, at=a_training),
    "trainings:participant_link": page(MARI, at=a_participant),
    "trainings:my_page": page(*ANYBODY, at=a_link),
    "trainings:my_calendar": page(*ANYBODY, at=a_link),
    "trainings:my_material": page(*ANYBODY, at=with_material),
    "trainings:my_homework": page(*ANYBODY, at=with_task),
    "trainings:my_hand_in": page(*ANYBODY, at=with_hand_in),
    "trainings:ask_link": page(*ANYBODY, at=a_link, method="post"),
}
