"""Marking attendance: one small request a mark, a whole form without JavaScript (domain.md §3)."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from silab.accounts.enums import Role
from tests.municipalities.factories import UserFactory
from tests.trainings.factories import AttendanceFactory, ParticipantFactory, SessionFactory, TrainingFactory
from trainings import presence as presences
from trainings.actions import hold_training
from trainings.enums import TrainingState
from trainings.models import Attendance

pytestmark = pytest.mark.django_db


@pytest.fixture
def mari(client):
    user = UserFactory(email="mari@silab.example", role=Role.STAFF)
    client.force_login(user)
    return user


@pytest.fixture
def training():
    return TrainingFactory(sessions=[date(2021, 10, 5), date(2021, 10, 12), date(2021, 10, 19)])


@pytest.fixture
def participant(training):
    return ParticipantFactory(training=training)


def send(client, session, participant, presence, hours="", training=None):
    slug = (training or session.training).slug
    name = f"{session.pk}-{participant.pk}"
    address = reverse("trainings:mark", args=[slug, session.pk, participant.pk])
    return client.post(address, {f"m{name}": presence, f"h{name}": hours}, headers={"HX-Request": "true"})


def page(client, training):
    return client.get(reverse("trainings:attendance", args=[training.slug])).content.decode()


def with_cell(html, cell):
    """Apply an answer as HTMX does: the cell of the same id is replaced."""
    name = re.search(r'id="(c\d+-\d+)"', cell)[1]
    return re.sub(rf'<td id="{name}".*?</td>', lambda _: cell, html, flags=re.DOTALL)


def without_tokens(html):
    return re.sub(r'(csrfmiddlewaretoken" value=|X-CSRFToken": |name="seen" value=)"[^"]*"', "", html)


@pytest.mark.parametrize("steps", [["present"], ["present", "absent"], ["present", ""], ["part"], [""]])
def test_answer_applied_equals_the_fresh_page(client, mari, training, participant, steps):
    session = training.sessions.first()
    html = page(client, training)
    for presence in steps:
        answer = send(client, session, participant, presence)
        assert answer.status_code == 200
        html = with_cell(html, answer.content.decode())
    assert without_tokens(html) == without_tokens(page(client, training))
    assert [mark.presence for mark in Attendance.objects.all()] == [step for step in steps[-1:] if step]


def test_mark_keeps_who_when_and_its_history(client, mari, training, participant):
    session = training.sessions.first()
    send(client, session, participant, "present")
    send(client, session, participant, "part", "1,5")
    mark = Attendance.objects.get()
    assert (mark.presence, mark.hours, mark.marked_by) == ("part", Decimal("1.5"), mari)
    assert list(mark.history.order_by("history_id").values_list("presence", "history_user")) == [
        ("present", mari.pk),
        ("part", mari.pk),
    ]
    send(client, session, participant, "part", "1.5")
    assert mark.history.count() == 2


@pytest.mark.parametrize(
    ("presence", "hours", "words"),
    [
        ("teleported", "", "Sellist märget ei ole"),
        ("part", "9", "kestis 3 tundi"),
        ("part", "0", "kestis 3 tundi"),
        ("part", "poolteist", "arvuna"),
        ("part", "NaN", "arvuna"),
        ("part", "1,55", "arvuna"),
    ],
)
def test_bad_input_is_refused_in_words_and_keeps_what_was(
    client, mari, training, participant, presence, hours, words
):
    session = training.sessions.first()
    AttendanceFactory(session=session, participant=participant, presence="excused")
    answer = send(client, session, participant, presence, hours)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert hours in answer.content.decode()
    assert Attendance.objects.get().presence == "excused"


def test_stranger_to_the_training_and_session_ahead_are_refused(client, mari, training, participant):
    other = ParticipantFactory()
    answer = send(client, training.sessions.first(), other, "present", training=training)
    assert (answer.status_code, Attendance.objects.count()) == (404, 0)
    ahead = SessionFactory(training=training, number=9, starts_at=datetime(2099, 1, 1, tzinfo=UTC))
    assert send(client, ahead, participant, "present").status_code == 422
    assert "1.01.2099" in send(client, ahead, participant, "present").content.decode()
    assert (
        send(client, training.sessions.first(), participant, "present", training=other.training).status_code
        == 404
    )


def test_mark_keeps_the_days_that_measures_read_as_the_marks_themselves_would(
    client, mari, training, participant
):
    first, second, third = training.sessions.order_by("number")
    for session, presence in ((first, "present"), (second, "excused"), (third, "part"), (second, "present")):
        send(client, session, participant, presence)
        participant.refresh_from_db()
        kept = participant.first_there_on, participant.completed_on
        presences.keep_all(training)
        participant.refresh_from_db()
        assert kept == (participant.first_there_on, participant.completed_on)
    assert kept == (date(2021, 10, 5), date(2021, 10, 19))
    send(client, first, participant, "")
    participant.refresh_from_db()
    assert (participant.first_there_on, participant.completed_on) == (date(2021, 10, 12), None)


def test_whole_form_saves_what_changed_and_leaves_what_others_changed(client, mari, training, participant):
    first, second, third = training.sessions.all()
    AttendanceFactory(session=first, participant=participant, presence="present")
    AttendanceFactory(session=second, participant=participant, presence="present")
    html = page(client, training)
    seen = re.search(r'name="seen" value="([^"]*)"', html)[1]
    Attendance.objects.filter(session=second).delete()  # a colleague cleared it meanwhile
    fields = {f"m{session.pk}-{participant.pk}": "present" for session in (first, second)}
    fields |= {f"m{third.pk}-{participant.pk}": "part", f"h{third.pk}-{participant.pk}": "2", "seen": seen}
    answer = client.post(reverse("trainings:attendance", args=[training.slug]), fields)
    assert answer.status_code == 302
    assert dict(Attendance.objects.values_list("session_id", "presence")) == {
        first.pk: "present",
        third.pk: "part",
    }


def test_whole_form_of_a_large_training_is_read(client, mari, training, participant):
    session = training.sessions.first()
    fields = {f"m0-{number}": "present" for number in range(3000)}
    fields |= {f"m{session.pk}-{participant.pk}": "present"}
    answer = client.post(reverse("trainings:attendance", args=[training.slug]), fields)
    assert answer.status_code == 302
    assert Attendance.objects.get().session == session


def test_whole_form_with_a_mistake_saves_the_rest_and_keeps_what_was_typed(
    client, mari, training, participant
):
    first, second, _third = training.sessions.all()
    fields = {
        f"m{first.pk}-{participant.pk}": "present",
        f"m{second.pk}-{participant.pk}": "part",
        f"h{second.pk}-{participant.pk}": "99",
    }
    answer = client.post(reverse("trainings:attendance", args=[training.slug]), fields)
    assert answer.status_code == 422
    assert 'value="99"' in answer.content.decode()
    assert Attendance.objects.count() == 1


def test_page_and_mark_stay_small(client, mari, training, django_assert_max_num_queries):
    for person in ParticipantFactory.create_batch(112, training=training):
        for session in training.sessions.all():
            AttendanceFactory(session=session, participant=person)
    with django_assert_max_num_queries(7):
        page(client, training)
    with django_assert_max_num_queries(9):
        send(client, session, person, "absent")


def test_training_is_marked_as_held_when_it_is_over(mari):
    over = TrainingFactory(state=TrainingState.PLANNED, sessions=[date(2021, 10, 5)])
    assert hold_training(training=over, by=mari).state == TrainingState.HELD
    for unready in (
        TrainingFactory(state=TrainingState.PLANNED, sessions=[date(2099, 10, 5)]),
        TrainingFactory(state=TrainingState.PLANNED),
        TrainingFactory(state=TrainingState.CANCELLED, sessions=[date(2021, 10, 5)]),
    ):
        with pytest.raises(ValidationError):
            hold_training(training=unready, by=mari)
