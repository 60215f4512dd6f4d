"""Feedback: anonymous, one answer a request, figures with how many answered (domain.md §3)."""

import csv
import io
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from silab.notices.models import Notice
from tests.municipalities.factories import PersonFactory
from tests.trainings.factories import AttendanceFactory, ParticipantFactory, SessionFactory, TrainingFactory
from trainings.feedback import mine
from trainings.feedback.actions import AlreadyAnswered, give
from trainings.feedback.asking import ask, ask_about_whole
from trainings.feedback.figures import recommendation
from trainings.feedback.links import FEEDBACK
from trainings.links import PARTICIPANT
from trainings.models import Feedback, FeedbackRequest
from trainings.tasks import send_due

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def now(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def training():
    return TrainingFactory(slug="programm")


def people(training, count):
    found = [PersonFactory(email=f"osaleja{number}@kyla.example") for number in range(count)]
    return [ParticipantFactory(training=training, person=person) for person in found]


def numbers(training, *given, session=None, useful=""):
    for number in given:
        Feedback.objects.create(
            training=training, session=session, recommendation=number, useful=useful, given_on=NOW.date()
        )


def address(asked):
    return reverse("trainings:give_feedback", args=[FEEDBACK.sign(asked.pk)])


def test_an_answer_is_kept_once_and_leads_to_nobody(client, training):
    asked = ask(participant=people(training, 1)[0])
    page = address(asked)
    assert client.get(page).text.count('type="radio"') == 11
    assert client.post(page, {"recommendation": "9", "useful": "Näited"}).status_code == 302
    assert "Aitäh tagasiside eest" in client.get(page).text
    assert "Aitäh" in client.post(page, {"recommendation": "0"}).text  # the back button
    answer = Feedback.objects.get()
    assert (answer.recommendation, answer.useful, answer.given_on) == (9, "Näited", date(2026, 11, 30))
    names = {field.name for field in Feedback._meta.get_fields()}
    assert not names & {"participant", "request", "created_at", "created_by", "history"}
    assert not [field for field in FeedbackRequest._meta.get_fields() if "answered" in field.name][1:]


def test_an_empty_or_foreign_number_is_refused_and_what_was_typed_stays(client, training):
    page = address(ask(participant=people(training, 1)[0]))
    assert client.post(page, {}).status_code == 422
    answer = client.post(page, {"recommendation": "11", "better": "Rohkem aega"})
    assert answer.status_code == 422
    assert "Rohkem aega" in answer.text
    assert not Feedback.objects.exists()
    assert client.post(page, {"better": "Rohkem aega"}).status_code == 302
    assert Feedback.objects.get().recommendation is None


def test_links_of_others_and_old_ones(client, training, time_machine):
    participant = people(training, 1)[0]
    page = address(ask(participant=participant))
    for token in ("puudub", PARTICIPANT.sign(participant.pk), FEEDBACK.sign(10**6)):
        assert client.get(reverse("trainings:give_feedback", args=[token])).status_code == 404
    assert "noindex" in client.get(page)["X-Robots-Tag"]
    time_machine.move_to(NOW + timedelta(days=61))
    assert client.get(page).status_code == 410


@pytest.mark.skipif(connection.vendor == "sqlite", reason="in memory, SQLite does not wait for a lock")
@pytest.mark.django_db(transaction=True)
def test_pressed_in_eight_windows_at_once_it_is_one_answer(training):
    asked = ask(participant=people(training, 1)[0])

    def press(_number):
        try:
            give(request=asked, recommendation=8, useful="", better="")
            return 1
        except AlreadyAnswered:
            return 0
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(press, range(8))) == 1
    assert Feedback.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "index", "nps", "is_high"),
    [
        ([], None, None, False),
        ([None], None, None, False),
        ([9, 8], "8.5", 50, True),
        ([8, 8, 9], "8.3", 33, False),
        ([10, 9, 8, 7, 6, 0], "6.7", 0, False),
        ([8] * 11 + [9] * 9, "8.5", 45, True),  # 8,45: high as it is printed
        ([9, 9, 9, 6, 6, 6, 6, 7], "7.3", -13, False),
        ([10], "10.0", 100, True),
    ],
)
def test_index_and_nps(training, given, index, nps, is_high):
    numbers(training, *given)
    found = recommendation(training)
    assert (found.index, found.nps) == (Decimal(index) if index else None, nps)
    assert (found.is_high, found.answered, found.asked) == (
        is_high,
        len([one for one in given if one is not None]),
        None,
    )


def test_the_whole_counts_where_it_was_asked_about_else_its_days(training):
    session = SessionFactory(training=training)
    first, second = people(training, 2)
    for participant in (first, second):
        ask(participant=participant, session=session)
    numbers(training, 6, session=session)
    found = recommendation(training)
    assert (found.index, found.answered, found.asked) == (Decimal("6.0"), 1, 2)
    ask(participant=first)
    assert (recommendation(training).index, recommendation(training).asked) == (None, 1)
    numbers(training, 10)
    assert recommendation(training).index == Decimal("10.0")


def test_texts_of_fewer_than_three_are_nowhere(mari, sign_in, training):
    browser, page = sign_in(mari), reverse("trainings:feedback", args=[training.slug])
    assert "ei ole veel küsitud" in browser.get(page).text
    numbers(training, 9, 9, useful="Äratuntav lause")
    for answer in (browser.get(page).text, _csv(browser, page)):
        assert "Äratuntav lause" not in answer
    assert "alates 3 vastusest" in browser.get(page).text
    numbers(training, 8)
    html = browser.get(page).text
    assert html.count("Äratuntav lause") == 2
    assert "8,7 / 10" in html
    assert "kõrge" in html
    assert "Andmed" in html
    rows = list(csv.reader(io.StringIO(_csv(browser, page)), delimiter=";"))
    assert len(rows) == 4
    assert "Äratuntav lause" in rows[1] + rows[2] + rows[3]
    assert not any("2026" in cell for row in rows for cell in row)  # no day to tell them by


def _csv(browser, page):
    answer = browser.get(f"{page}?export=csv")
    return b"".join(answer.streaming_content).decode("utf-8-sig")


def test_staff_ask_about_the_whole_once_those_who_were_there(mari, sign_in, training):
    came, stayed_away, left = people(training, 3)
    session = SessionFactory(training=training)
    for participant in (came, left):
        AttendanceFactory(session=session, participant=participant)
    left.left_on = date(2026, 11, 1)
    left.save()
    for _press in range(2):
        sign_in(mari).post(reverse("trainings:ask_feedback", args=[training.slug]))
    assert [asked.participant for asked in FeedbackRequest.objects.all()] == [came]
    send_due()
    send_due()
    notice = Notice.objects.get()
    assert (notice.recipient, notice.confidential) == (came.person.email, True)
    assert ask_about_whole(training=training) == 0
    assert stayed_away.pk


def test_the_whole_is_asked_about_by_itself_after_the_last_day(training, time_machine):
    participant = people(training, 1)[0]
    for number, on in ((1, 10), (2, 20)):
        SessionFactory(training=training, number=number, starts_at=datetime(2026, 11, on, 8, tzinfo=UTC))
    about = f"trainings.feedback:{participant.pk}"
    time_machine.move_to(datetime(2026, 11, 22, 5, 59, tzinfo=UTC))  # 7.59 in Tallinn
    send_due()
    assert not FeedbackRequest.objects.filter(session=None).exists(), about
    time_machine.move_to(datetime(2026, 11, 22, 6, 0, tzinfo=UTC))
    send_due()
    asked = FeedbackRequest.objects.get(session=None)
    assert Notice.objects.filter(event=f"trainings.feedback:{asked.pk}").count() == 1


def test_programmes_of_long_ago_and_single_days_are_not_asked_about(training):
    people(training, 1)
    SessionFactory(training=training, number=1, starts_at=NOW - timedelta(days=3))
    send_due()
    assert not FeedbackRequest.objects.filter(session=None).exists()
    SessionFactory(training=training, number=2, starts_at=NOW - timedelta(days=300))
    training.sessions.filter(number=1).delete()
    SessionFactory(training=training, number=3, starts_at=NOW - timedelta(days=290))
    send_due()
    assert not FeedbackRequest.objects.filter(session=None).exists()


def test_who_has_not_answered_is_reminded_once(training, time_machine):
    first, second = people(training, 2)
    asked = ask(participant=first)
    give(request=ask(participant=second), recommendation=9, useful="", better="")
    time_machine.move_to(NOW + timedelta(days=4))
    send_due()
    reminded = Notice.objects.filter(event__startswith="trainings.feedback_reminder:")
    assert not reminded.exists()
    for days in (5, 6, 10):
        time_machine.move_to(NOW + timedelta(days=days))
        send_due()
    assert [one.event for one in reminded] == [f"trainings.feedback_reminder:{asked.pk}"]


def test_what_waits_stands_on_the_own_page(training):
    participant = people(training, 1)[0]
    assert mine.section(participant) is None
    asked = ask(participant=participant)
    assert mine.section(participant).waits
    give(request=asked, recommendation=9, useful="", better="")
    assert mine.section(participant) is None


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_with_more_answers(
    mari, sign_in, training, rows, django_assert_max_num_queries
):
    for number in range(rows):
        session = SessionFactory(training=training, number=number + 1)
        numbers(training, 7, 8, 9, session=session, useful="Hea")
        assert timezone.now()
    browser = sign_in(mari)
    with django_assert_max_num_queries(9):
        browser.get(reverse("trainings:feedback", args=[training.slug]))
