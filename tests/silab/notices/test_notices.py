"""Each (event, recipient) is told once, whoever asks, however often, in parallel or after a crash."""

import smtplib
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.utils import timezone

from silab.notices import sending
from silab.notices.actions import NotSendable, notify, send_again
from silab.notices.enums import NoticeState
from silab.notices.models import Notice
from silab.notices.tasks import send_due
from tests.silab.accounts.factories import InvitationFactory, PersonFactory, UserFactory


def tell(to="heli@kyla.example", event="proov:1", **more):
    context = {"invitation": InvitationFactory.build(pk=1, expires=timezone.now()), "path": "/konto/kutse/x/"}
    return notify(event=event, to=to, template="accounts/mail/invitation", context=context, **more)


def waiting(**fields):
    words = {
        "event": "e",
        "recipient": "heli@kyla.example",
        "template": "x",
        "subject": "Tere",
        "text": "Tere!",
    }
    return Notice.objects.create(**words | fields)


@pytest.fixture
def mail_server(monkeypatch):
    """Return a function after which the mail server answers each mail with an error."""

    def answers(error):
        def send_messages(self, messages):
            raise error

        monkeypatch.setattr(EmailBackend, "send_messages", send_messages)

    return answers


@pytest.mark.django_db
def test_telling_twice_tells_once(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as queued:
        assert tell()
        assert tell("HELI@kyla.example") is None
        assert tell("aino@kyla.example")
        assert tell(event="proov:2")
    assert len(queued) == Notice.objects.count() == 3


@pytest.mark.django_db
def test_everybody_is_told_in_their_language():
    user = UserFactory(language="en")
    person = PersonFactory(user=UserFactory(language="en"))
    assert tell(user).subject == "Invitation to the Silab portal"
    assert tell(person).subject == "Invitation to the Silab portal"
    assert tell("heli@kyla.example").subject == "Kutse Silabi portaali"


@pytest.mark.django_db
def test_a_mail_is_text_html_and_calendar_and_its_subject_one_line(settings):
    settings.PORTAL_URL = "https://portaal.silab.example/"
    notice = tell(calendar="BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    Notice.objects.filter(pk=notice.pk).update(subject="Tere\tHeli & Aino")
    assert sending.deliver(notice_pk=notice.pk)
    [sent] = mail.outbox
    assert "https://portaal.silab.example/konto/kutse/x/" in sent.body
    assert [kind for _content, kind in sent.alternatives] == ["text/html"]
    assert sent.attachments[0][::2] == ("silab.ics", "text/calendar")
    assert sent.message()["Message-ID"].startswith(f"<notice-{notice.pk}-")


@pytest.mark.django_db
def test_nothing_typed_becomes_a_header(monkeypatch):
    from silab.notices import actions

    monkeypatch.setattr(actions, "_render", lambda name, context: "Tere\r\nBcc: vargad@mujal.example\n" * 9)
    assert "\n" not in tell().subject
    assert len(tell(event="teine").subject) <= 200
    with pytest.raises(ValidationError):
        tell("heli@kyla.example\nBcc: vargad@mujal.example")
    with pytest.raises(ValidationError):
        tell(PersonFactory(email=""))


@pytest.mark.django_db
def test_a_notice_is_sent_once_however_often_the_job_runs():
    notice = waiting()
    assert [sending.deliver(notice_pk=notice.pk) for _run in range(3)] == [True, False, False]
    assert len(mail.outbox) == 1
    notice.refresh_from_db()
    assert (notice.state, notice.attempts) == (NoticeState.SENT, 1)
    assert notice.sent


@pytest.mark.django_db
def test_a_refused_mail_is_tried_again_later_and_at_last_given_up(mail_server):
    mail_server(smtplib.SMTPDataError(451, b"try later"))
    notice = waiting()
    for pause in (*sending.PAUSES, None):
        assert not sending.deliver(notice_pk=notice.pk)
        assert not sending.deliver(notice_pk=notice.pk), "before its time"
        notice.refresh_from_db()
        if pause:
            assert notice.state == NoticeState.WAITING
            assert notice.next_try - timezone.now() == pytest.approx(pause, abs=timedelta(seconds=5))
            Notice.objects.update(next_try=timezone.now())
    assert notice.state == NoticeState.FAILED
    assert "try later" in notice.error


@pytest.mark.django_db
def test_an_unknown_mailbox_bounces_at_once(mail_server):
    mail_server(smtplib.SMTPRecipientsRefused({"heli@kyla.example": (550, b"no such user")}))
    notice = waiting()
    sending.deliver(notice_pk=notice.pk)
    notice.refresh_from_db()
    assert notice.state == NoticeState.BOUNCED


@pytest.mark.django_db
def test_a_mail_in_doubt_waits_for_a_person(mail_server, mari):
    mail_server(TimeoutError("no answer after DATA"))
    notice = waiting()
    sending.deliver(notice_pk=notice.pk)
    notice.refresh_from_db()
    assert notice.state == NoticeState.FAILED
    send_again(notice=notice, by=mari)
    notice.refresh_from_db()
    assert (notice.state, notice.asked_again_by) == (NoticeState.WAITING, mari)
    with pytest.raises(NotSendable):
        send_again(notice=notice, by=mari)


@pytest.mark.django_db
def test_what_a_dead_worker_left_is_shown_not_sent():
    now = timezone.now()
    dead = waiting(state=NoticeState.SENDING, claimed=now - sending.PATIENCE * 2)
    alive = waiting(event="elus", state=NoticeState.SENDING, claimed=now)
    send_due()
    dead.refresh_from_db()
    alive.refresh_from_db()
    assert (dead.state, alive.state) == (NoticeState.FAILED, NoticeState.SENDING)
    assert mail.outbox == []


@pytest.mark.django_db
def test_the_periodic_job_sends_what_the_queue_lost(settings):
    settings.CELERY_TASK_ALWAYS_EAGER = True
    waiting()
    waiting(event="hiljem", next_try=timezone.now() + timedelta(hours=1))
    send_due()
    assert len(mail.outbox) == 1


@pytest.mark.django_db
def test_a_confidential_text_is_erased_once_sent():
    notice = tell(confidential=True)
    sending.deliver(notice_pk=notice.pk)
    notice.refresh_from_db()
    assert "/konto/kutse/x/" in mail.outbox[0].body
    assert (notice.text, notice.html) == ("", "")


@pytest.mark.skipif(connection.vendor == "sqlite", reason="in memory, SQLite does not wait for a lock")
@pytest.mark.django_db(transaction=True)
def test_in_parallel_one_notice_is_made_and_one_mail_sent(settings):
    settings.CELERY_TASK_ALWAYS_EAGER = False

    def run(_number):
        try:
            made = tell() is not None
            return made, sending.deliver(notice_pk=Notice.objects.get().pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        outcomes = list(threads.map(run, range(8)))
    assert [sum(column) for column in zip(*outcomes, strict=True)] == [1, 1]
    assert len(mail.outbox) == 1


def test_staff_see_and_repeat_what_failed(mari, sign_in):
    failed = waiting(state=NoticeState.FAILED, error="TimeoutError")
    waiting(event="teine", subject="Saadetud teade", state=NoticeState.SENT)
    browser = sign_in(mari)
    page = browser.get("/teated/?state=failed").text
    assert "heli@kyla.example" in page
    assert "Saadetud teade" not in page
    assert "TimeoutError" in browser.get(f"/teated/{failed.pk}/").text
    browser.post(f"/teated/{failed.pk}/saada-uuesti/")
    failed.refresh_from_db()
    assert failed.asked_again_by == mari


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_with_more_rows(mari, sign_in, rows, django_assert_max_num_queries):
    for number in range(rows):
        waiting(event=str(number))
    browser = sign_in(mari)
    with django_assert_max_num_queries(4):
        assert browser.get("/teated/").status_code == 200
