"""Participant data: sealed, masked, revealed with a reason, exported, erased."""

import io
from datetime import UTC, date, datetime

import openpyxl
import pytest
import time_machine
from cryptography.fernet import Fernet
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from silab.common.sealing import CannotUnseal, seal, unseal
from silab.notices.models import Notice
from tests.trainings.factories import AttendanceFactory, ParticipantFactory, TrainingFactory
from trainings.links import PARTICIPANT
from trainings.models import ParticipantData, Reveal
from trainings.participant_data import actions
from trainings.participant_data.fields import Given, age_group

pytestmark = pytest.mark.django_db
#: Made up, their check digits right: a woman born on 01.02.1985, a man born on 05.06.1960.
WOMAN, MAN = "48502010008", "36006050003"


@pytest.fixture
def training(db):
    """An ESF programme whose days were in spring 2022; data are kept until 2031."""
    return TrainingFactory(
        name="Delegeerimise programm",
        needs_participant_data=True,
        data_notice="Andmeid küsib **rahastaja**.",
        data_kept_until=date(2031, 12, 31),
        sessions=[date(2022, 4, 5)],
    )


@pytest.fixture
def participant(training):
    participant = ParticipantFactory(training=training)
    AttendanceFactory(session=training.sessions.get(), participant=participant)
    return participant


def given(code=WOMAN, **fields):
    return Given(
        **{"name": "Kadri Kask", "email": "kadri@kask.example", "phone": "", "personal_code": code, **fields}
    )


def send(client, participant, **fields):
    data = {
        "name": "Kadri Kask",
        "email": "kadri@kask.example",
        "phone": "5551234",
        "personal_code": WOMAN,
        "has_read": "on",
        **fields,
    }
    address = reverse("trainings:give_data", args=[PARTICIPANT.sign(participant.pk)])
    return client.post(address, data)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"personal_code": "48502010009"}, "Isikukood ei ole õige"),
        ({"personal_code": "485020100"}, "Isikukood ei ole õige"),
        ({"personal_code": "õäöü"}, "Isikukood ei ole õige"),
        ({"personal_code": ""}, "Sisestage oma isikukood"),
        ({"has_no_code": "on"}, "jätke see kast tühjaks"),
        ({"personal_code": "", "has_no_code": "on", "sex": "female"}, "Isikukoodita on see vajalik"),
        (
            {"personal_code": "", "has_no_code": "on", "sex": "female", "born_on": "01.01.2199"},
            "sellel päeval sündinud",
        ),
        ({"has_read": ""}, "Lugege teade enne läbi"),
    ],
)
def test_bad_input_is_refused_beside_the_field_and_nothing_is_lost(client, participant, fields, words):
    answer = send(client, participant, **fields)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert words in page
    assert "5551234" in page
    assert not ParticipantData.objects.exists()


def test_whoever_has_no_code_gives_birth_date_and_sex(client, participant):
    fields = {"personal_code": "", "has_no_code": "on", "born_on": "05.06.1960", "sex": "male"}
    assert send(client, participant, **fields).status_code == 302
    opened = Given.read(unseal(ParticipantData.objects.get().sealed))
    assert (opened.birth_date, opened.known_sex) == (date(1960, 6, 5), "male")


def test_one_code_is_one_participant_of_a_training(client, participant):
    send(client, participant)
    other = ParticipantFactory(training=participant.training)
    answer = send(client, other)
    assert answer.status_code == 422
    assert "Selle isikukoodi on juba andnud" in answer.content.decode()
    assert send(client, participant, phone="5550000").status_code == 302  # the same person anew
    assert ParticipantData.objects.count() == 1


def test_links_that_are_broken_expired_or_of_another_training_open_nothing(client, participant):
    good = PARTICIPANT.sign(participant.pk)
    address = reverse("trainings:give_data", args=[good])
    assert client.get(reverse("trainings:give_data", args=[good[:-1] + "x"])).status_code == 404
    with time_machine.travel(datetime(2099, 1, 1, tzinfo=UTC)):
        assert client.get(address).status_code == 410
    other = ParticipantFactory()  # its training asks for no data
    assert client.get(reverse("trainings:give_data", args=[PARTICIPANT.sign(other.pk)])).status_code == 404


def test_opening_wants_a_reason_and_is_kept(participant, mari, sign_in):
    data = actions.give(participant=participant, given=given())
    address = reverse("trainings:reveal_data", args=[participant.training.slug, participant.pk])
    refused = sign_in(mari).post(address, {"reason": "  "})
    assert refused.status_code == 422
    assert WOMAN not in refused.content.decode()
    assert not Reveal.objects.exists()
    sign_in(mari).post(address, {"reason": "järelevalve"})
    reveal = Reveal.objects.get()
    assert (reveal.data, reveal.revealed_by, reveal.reason) == (data, mari, "järelevalve")


def test_the_funder_s_table_holds_everybody_and_is_kept_as_opened(participant, mari, sign_in):
    other = ParticipantFactory(training=participant.training)
    actions.give(participant=participant, given=given(name="=HYPERLINK(1)"))
    actions.give(participant=other, given=given(MAN))
    address = reverse("trainings:export_data", args=[participant.training.slug])
    assert sign_in(mari).post(address, {"export-reason": ""}).status_code == 422
    answer = sign_in(mari).post(address, {"export-reason": "maksetaotlus 3"})
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    codes = [row[1] for row in rows]
    assert set(codes) == {WOMAN, MAN}
    hers = codes.index(WOMAN)  # the names are drawn, so their order is too
    assert sheet[f"A{hers + 2}"].data_type == "s"
    assert rows[hers][9].date() == date(2022, 4, 5)
    assert Reveal.objects.filter(reason="maksetaotlus 3").count() == 2


def test_data_are_erased_on_their_date_and_the_counts_stay(participant, training):
    actions.give(participant=participant, given=given())
    actions.give(participant=ParticipantFactory(training=training), given=given(MAN))
    with time_machine.travel(datetime(2031, 12, 30, 12, tzinfo=UTC)):
        assert actions.erase_due() == 0
    with time_machine.travel(datetime(2031, 12, 31, 12, tzinfo=UTC)):
        assert actions.erase_due() == 2
        assert actions.erase_due() == 0
        with pytest.raises(ValidationError):
            actions.give(participant=participant, given=given())
    kept = training.participant_aggregates.order_by("sex").values_list("sex", "age_group", "people")
    assert list(kept) == [("female", "30–54", 1), ("male", "55+", 1)]
    assert {bytes(row.sealed) for row in ParticipantData.objects.all()} == {b""}
    assert training.participants.count() == 2


def test_after_their_date_nobody_is_asked_and_the_form_is_closed(
    client, participant, training, mari, sign_in
):
    address = reverse("trainings:give_data", args=[PARTICIPANT.sign(participant.pk)])
    overview = reverse("trainings:participant_data", args=[training.slug])
    assert "Küsi neilt" in sign_in(mari).get(overview).content.decode()
    training.data_kept_until = timezone.localdate()
    training.save()
    assert "Küsi neilt" not in sign_in(mari).get(overview).content.decode()
    assert actions.ask(training=training, by=mari) == 0
    answer = client.get(address)
    assert answer.status_code == 410
    assert "<form method" not in answer.content.decode().partition("<main")[2]
    assert send(client, participant).status_code == 410
    assert not ParticipantData.objects.exists()


def test_keys_change_without_losing_anything(participant, settings):
    data = actions.give(participant=participant, given=given())
    old, new = settings.SILAB_DATA_KEYS[0], Fernet.generate_key().decode()
    settings.SILAB_DATA_KEYS = [new, old]
    with pytest.raises(ValidationError):  # found by the old fingerprint too
        actions.give(participant=ParticipantFactory(training=participant.training), given=given())
    assert actions.reseal() == 1
    settings.SILAB_DATA_KEYS = [new]
    data.refresh_from_db()
    assert Given.read(unseal(data.sealed)).personal_code == WOMAN
    settings.SILAB_DATA_KEYS = [old]
    with pytest.raises(CannotUnseal):
        unseal(data.sealed)


def test_what_was_tampered_with_does_not_open():
    sealed = seal({"a": "õ"})
    assert unseal(sealed) == {"a": "õ"}
    with pytest.raises(CannotUnseal):
        unseal(sealed[:-2] + b"AA")


def test_everybody_who_has_not_given_is_asked_once_a_day_by_an_own_link(participant, training, mari):
    actions.give(participant=ParticipantFactory(training=training), given=given())
    assert actions.ask(training=training, by=mari) == 1
    assert actions.ask(training=training, by=mari) == 0
    notice = Notice.objects.get()
    assert notice.recipient == participant.person.email
    assert notice.confidential


@pytest.mark.parametrize(
    ("born", "group"),
    [(date(2004, 4, 6), "0–17"), (date(2004, 4, 5), "18–29"), (date(1967, 4, 5), "55+"), (None, "")],
)
def test_age_is_counted_on_the_first_day(born, group):
    assert age_group(born, date(2022, 4, 5)) == group


def test_overview_reads_alike_for_one_and_three(mari, sign_in, training, django_assert_max_num_queries):
    browser = sign_in(mari)
    address = reverse("trainings:participant_data", args=[training.slug])
    actions.give(participant=ParticipantFactory(training=training), given=given())
    browser.get(address)
    with django_assert_max_num_queries(6) as counted:
        browser.get(address)
    for code in (MAN, ""):
        actions.give(participant=ParticipantFactory(training=training), given=given(code, sex="male"))
    with django_assert_max_num_queries(len(counted)):
        browser.get(address)
