"""Sending a notice at most once (docs/decisions/0006-a-notice-is-sent-at-most-once.md)."""

import re
import smtplib
from datetime import timedelta
from email.utils import parseaddr

import structlog
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from silab.notices.enums import NoticeState
from silab.notices.models import Notice

#: How long to wait after the first, second … failed attempt; after the last one staff are asked.
PAUSES = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=8),
)
#: A worker that has not ended a notice by now is dead: the mail server's answer is awaited far shorter.
PATIENCE = timedelta(minutes=15)
#: The server has said no: the mail was not taken.
REFUSALS = (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused, smtplib.SMTPNotSupportedError)

log = structlog.get_logger(__name__)


def deliver(*, notice_pk: int) -> bool:
    """Send one due notice; return whether this call sent it. However many call at once, one sends."""
    claimed = timezone.now()
    taken = Notice.objects.due().filter(pk=notice_pk)
    if not taken.update(state=NoticeState.SENDING, claimed=claimed, attempts=F("attempts") + 1):
        return False
    notice = Notice.objects.get(pk=notice_pk)
    try:
        connection = get_connection()
        connection.open()
    except Exception as error:
        _wait_or_give_up(notice, error)
        return False
    try:
        connection.send_messages([message(notice)])
    except REFUSALS as error:
        _refused(notice, error)
        return False
    except Exception as error:
        # The answer never came: the mail may have left, so no second one goes by itself.
        _end(notice, NoticeState.FAILED, error)
        return False
    finally:
        _close(connection)
    _sent(notice, claimed)
    return True


def give_up_in_doubt() -> int:
    """Mark what dead workers left as failed, for staff to decide; return how many."""
    with override(settings.LANGUAGE_CODE):
        error = _("The sending was interrupted.")
    left = Notice.objects.left_by_dead_workers(timezone.now() - PATIENCE)
    return left.update(state=NoticeState.FAILED, error=error)


def message(notice) -> EmailMultiAlternatives:
    """Return the mail of a notice; its Message-ID stays the same however often it is sent."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    mail = EmailMultiAlternatives(
        subject=notice.subject,
        body=notice.text,
        to=[notice.recipient],
        headers={
            "Message-ID": f"<notice-{notice.pk}-{notice.made:%Y%m%d%H%M%S}@{domain}>",
            "Content-Language": notice.language,
            "Auto-Submitted": "auto-generated",
        },
    )
    if notice.html:
        mail.attach_alternative(notice.html, "text/html")
    if notice.calendar:
        mail.attach("silab.ics", notice.calendar, _calendar_type(notice.calendar))
    return mail


def _calendar_type(calendar):
    """Mail programs put an entry in or take it out by the method in this line (RFC 6047)."""
    method = re.search(r"^METHOD:([A-Z]+)\s*$", calendar, re.MULTILINE)
    return f"text/calendar; method={method[1]}" if method else "text/calendar"


def _sent(notice, claimed):
    done = {"state": NoticeState.SENT, "sent": timezone.now(), "error": ""}
    if notice.confidential:
        done |= {"text": "", "html": ""}
    Notice.objects.filter(pk=notice.pk, claimed=claimed).update(**done)
    log.info("notice_sent", notice=notice.pk, notice_event=notice.event)


def _refused(notice, error):
    if _is_for_good(error):
        _end(notice, NoticeState.BOUNCED, error)
    else:
        _wait_or_give_up(notice, error)


def _wait_or_give_up(notice, error):
    if notice.attempts > len(PAUSES):
        _end(notice, NoticeState.FAILED, error)
        return
    later = timezone.now() + PAUSES[notice.attempts - 1]
    _end(notice, NoticeState.WAITING, error, next_try=later)


def _end(notice, state, error, **more):
    log.warning("notice_not_sent", notice=notice.pk, state=str(state), error=repr(error))
    taken = Notice.objects.filter(pk=notice.pk, claimed=notice.claimed)
    taken.update(state=state, error=f"{type(error).__name__}: {error}"[:1000], **more)


def _is_for_good(error) -> bool:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _answer in error.recipients.values())
    return getattr(error, "smtp_code", 0) >= 500 and not isinstance(error, smtplib.SMTPAuthenticationError)


def _close(connection):
    try:
        connection.close()
    except Exception:
        log.info("mail_connection_not_closed")
