"""Telling people: one notice for each (event, recipient), kept with its text and sent after the commit."""

from functools import partial

from django.conf import settings
from django.core.validators import validate_email
from django.db import transaction
from django.template import Context, engines
from django.utils import timezone, translation

from silab.notices.enums import NoticeState
from silab.notices.models import Notice


class NotSendable(Exception):
    """The notice has been sent, is being sent, or its text has been erased."""


def notify(*, event: str, to, template: str, context: dict, calendar: str = "", confidential=False):
    """Send `template` about `event` to a User, a Person or an address, unless it has been done before.

    `event` names what happened with its record and moment ("trainings.reminder:12:2026-03-01").
    `template` "accounts/mail/invitation" stands for three templates: .subject.txt, .txt and .html.
    `calendar` is an iCalendar text, attached. A `confidential` text (it holds a personal link) is shown
    to nobody and erased once sent. Return the new Notice, or None when this was already told; raise
    ValidationError for a recipient without a proper address.
    """
    recipient = (to if isinstance(to, str) else to.email).strip().lower()
    validate_email(recipient)
    if Notice.objects.filter(event=event, recipient=recipient).exists():
        return None
    language = language_of(to)
    notice, is_new = Notice.objects.get_or_create(
        event=event,
        recipient=recipient,
        defaults={
            "template": template,
            "language": language,
            "calendar": calendar,
            "confidential": confidential,
            **rendered(template, context, language),
        },
    )
    if not is_new:
        return None
    _send_on_commit(notice)
    return notice


@transaction.atomic
def send_again(*, notice, by) -> Notice:
    """Queue a failed notice once more; raise NotSendable for any other."""
    now = timezone.now()
    failed = Notice.objects.filter(pk=notice.pk, state__in=(NoticeState.FAILED, NoticeState.BOUNCED))
    asked = failed.exclude(text="").update(
        state=NoticeState.WAITING,
        attempts=0,
        error="",
        next_try=now,
        claimed=None,
        asked_again_at=now,
        asked_again_by=by,
    )
    if not asked:
        raise NotSendable
    notice.refresh_from_db()
    _send_on_commit(notice)
    return notice


def language_of(to) -> str:
    """Return the language that a user or a person reads; Estonian for a bare address."""
    user = getattr(to, "user", None)
    return getattr(to, "language", None) or getattr(user, "language", None) or settings.LANGUAGE_CODE


def rendered(template: str, context: dict, language: str) -> dict:
    """Return subject (one line, 200 characters at most), text and HTML of a mail."""
    with translation.override(language):
        context = {**context, "PORTAL_URL": settings.PORTAL_URL.rstrip("/"), "LANGUAGE_CODE": language}
        subject = " ".join(_render(f"{template}.subject.txt", context).split())[:200]
        return {
            "subject": subject,
            "text": _render(f"{template}.txt", context).strip() + "\n",
            "html": _render(f"{template}.html", {**context, "subject": subject}),
        }


def _render(name, context):
    engine = engines["django"].engine
    return engine.get_template(name).render(Context(context, autoescape=name.endswith(".html")))


def _send_on_commit(notice):
    from silab.notices.tasks import deliver

    # Robust: where the queue does not answer, the periodic job sends what waits.
    transaction.on_commit(partial(deliver.delay, notice.pk), robust=True)
