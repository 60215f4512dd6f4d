"""Personal codes appear nowhere but in their encrypted column: in no table, file, log or mail (domain.md §3)."""

import io
import logging
import tempfile
from base64 import b64encode
from datetime import date

import pytest
import structlog
import xlsxwriter
from django.contrib.sessions.backends.db import SessionStore
from django.core import mail
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from silab.accounts.models import Person
from silab.common.sealing import unseal
from silab.notices import sending
from silab.notices.models import Notice
from tests.trainings.factories import AttendanceFactory, ParticipantFactory, TrainingFactory
from tests.trainings.participant_data.search import move_to_disk, places_of
from trainings.links import PARTICIPANT
from trainings.models import ParticipantData
from trainings.participant_data import actions

#: Made up, their check digits right, used nowhere else: a man born on 23.11.1971, a woman born on 04.07.1989.
CODE, OTHER = "37111230018", "48907040022"
EMAIL, PHONE = "kaur@kask.example", "5551234987"


@pytest.fixture
def log(monkeypatch):
    """All that the portal's log says, as its console prints it."""
    printed = io.StringIO()
    root = logging.getLogger()
    (console,) = (one for one in root.handlers if getattr(one.formatter, "processors", None))
    handler = logging.StreamHandler(printed)
    handler.setFormatter(console.formatter)
    root.addHandler(handler)
    yield printed
    root.removeHandler(handler)


@pytest.fixture
def left_behind(transactional_db, tmp_path, settings, monkeypatch, log):
    """Return a function that tells in which places a secret can be read; the database lies on the disk."""
    settings.MEDIA_ROOT = tmp_path / "media"
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    settings.ADMINS = [("Valve", "valve@silab.example")]  # who would be mailed about errors
    back = move_to_disk(tmp_path / "silab.sqlite3") if connection.vendor == "sqlite" else None
    yield lambda secret: places_of(secret, log, [temporary])
    if back:
        back()


@pytest.fixture
def participant(left_behind):
    training = TrainingFactory(
        needs_participant_data=True, data_kept_until=date(2031, 12, 31), sessions=[date(2022, 4, 5)]
    )
    participant = ParticipantFactory(training=training)
    AttendanceFactory(session=training.sessions.get(), participant=participant)
    ParticipantFactory(training=training)
    return participant


def give(client, participant, code=CODE, **fields):
    data = {"name": "Kaur Kask", "email": EMAIL, "phone": PHONE, "personal_code": code} | fields
    address = reverse("trainings:give_data", args=[PARTICIPANT.sign(participant.pk)])
    return client.post(address, {"has_read": "on", **data})


def send_mails():
    for notice in Notice.objects.due():
        sending.deliver(notice_pk=notice.pk)


def test_a_code_given_refused_opened_exported_changed_and_erased_is_left_nowhere(
    client, participant, mari, sign_in, left_behind, monkeypatch
):
    training = participant.training
    assert give(client, participant, has_read="").status_code == 422
    assert give(client, participant).status_code == 302
    assert unseal(ParticipantData.objects.get().sealed)["personal_code"] == CODE
    other = training.participants.exclude(pk=participant.pk).get()
    assert give(client, other).status_code == 422  # given by another already
    staff = sign_in(mari)
    shown = staff.post(
        reverse("trainings:reveal_data", args=[training.slug, participant.pk]), {"reason": "küsiti"}
    )
    assert CODE in shown.text
    assert CODE not in staff.get(reverse("trainings:participant_data", args=[training.slug])).text
    export = staff.post(reverse("trainings:export_data", args=[training.slug]), {"export-reason": "aruanne"})
    assert b"".join(export.streaming_content)
    export.close()
    actions.ask(training=training, by=mari)
    send_mails()
    assert mail.outbox
    assert left_behind("küsiti") >= {"tables"}
    for secret in (CODE, EMAIL, PHONE):
        assert left_behind(secret) == set()
    assert give(client, participant, OTHER).status_code == 302
    actions.erase(training=training, by=mari)
    assert left_behind(CODE) | left_behind(OTHER) == set()


def test_an_error_while_a_code_is_kept_tells_nobody_the_code(client, participant, left_behind, monkeypatch):
    def breaks(*_args, **_given):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(ParticipantData, "save", breaks)
    client.raise_request_exception = False
    assert give(client, participant).status_code == 500
    assert left_behind("the disk is full") >= {"log", "mails"}
    assert left_behind(CODE) == set()


def plant_row(_folder):
    Person.objects.create(name=f"Kaur {CODE}")


def plant_deleted_row(_folder):
    person = Person.objects.create(name="Kaur")
    person.name = f"Kaur {CODE}"
    person.save()
    person.history.all().delete()
    person.name = "Kaur"
    person.save_without_historical_record()


def plant_history(_folder):
    person = Person.objects.create(name=f"Kaur {CODE}")
    Person.objects.filter(pk=person.pk).update(name="Kaur", search_key="kaur", sort_key="kaur")


def plant_bytes(_folder):
    participant = ParticipantFactory()
    sealed = b64encode(b'{"a": "' + CODE.encode() + b'"}')
    ParticipantData.objects.create(participant=participant, sealed=sealed)


def plant_notice_mail(_folder):
    EmailMessage("Tere", f"Õige isikukood on {CODE}.", to=["a@b.example"]).send()


def plant_attachment(_folder):
    letter = EmailMessage("Tere", "Õpime", to=["a@b.example"])
    letter.attach("koodid.csv", f"kood;{CODE}", "text/csv")
    letter.send()


def plant_session(_folder):
    session = SessionStore()
    session["typed"] = CODE + "x" * 500  # long enough to be packed
    session.save()


def plant_log(_folder):
    structlog.get_logger("trainings").warning("participant_data_refused", value=CODE, at=timezone.now())


def plant_file(folder):
    (folder / "kood.txt").write_text(f"isikukood {CODE}")


def plant_table(folder):
    with xlsxwriter.Workbook(folder / "tabel.xlsx") as book:
        book.add_worksheet().write_string(0, 0, CODE)


def plant_cache(_folder):
    cache.set("kood", f"isikukood {CODE}", 60)


ON_DISK = {"database file"} if connection.vendor == "sqlite" else set()
PLANTED = [
    (plant_row, {"tables"} | ON_DISK),
    (plant_deleted_row, ON_DISK),
    (plant_history, {"tables"} | ON_DISK),
    (plant_bytes, {"tables"} | ON_DISK),
    (plant_notice_mail, {"mails"}),
    (plant_attachment, {"mails"}),
    (plant_session, {"sessions"}),
    (plant_log, {"log"}),
    (plant_file, {"files"}),
    (plant_table, {"files"}),
    (plant_cache, {"queue and cache"}),
]


@pytest.mark.parametrize(("plant", "places"), PLANTED, ids=lambda one: getattr(one, "__name__", ""))
def test_the_search_finds_a_code_wherever_it_is_planted(left_behind, settings, plant, places):
    settings.MEDIA_ROOT.mkdir()
    assert left_behind(CODE) == set()
    plant(settings.MEDIA_ROOT)
    assert left_behind(CODE) == places
    cache.delete("kood")
