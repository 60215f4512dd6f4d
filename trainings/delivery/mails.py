"""Mails around each session: notice, reminder, word of a move, and the letter after it (domain.md §12).

Nothing here remembers what was sent: the notices do, once for each event and address, so that the job may run
as often, as late and as many times at once as it likes."""

from datetime import date, datetime, time, timedelta

import structlog
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from silab.notices.actions import notify
from silab.notices.models import Notice
from trainings.calendar import calendar_of
from trainings.delivery.schedule import asked_to, place_of, sessions_of
from trainings.delivery.told import Told, event, told_of, whens_of
from trainings.enums import Presence, TrainingKind, TrainingState
from trainings.feedback.asking import ask, feedback_url
from trainings.links import participant_url
from trainings.models import Attendance, Session

#: Mails leave in the morning, in Tallinn's time.
MORNING = time(8)
#: How long after a session its letter may still go when the job has been down: nobody wants last year's.
STILL_NEWS = timedelta(days=5)
log = structlog.get_logger(__name__)


def send_due() -> None:
    """Send whatever is due now around all sessions."""
    now = timezone.now()
    sessions = Session.objects.exclude(training__state=TrainingState.CANCELLED)
    sessions = sessions.select_related("training", "group").order_by("starts_at", "pk")
    for session in sessions.filter(starts_at__gt=now):
        tell_before(session, now)
    for session in sessions.filter(ends_at__lte=now, ends_at__gt=now - STILL_NEWS):
        if letter_at(session) <= now:
            send_letters(session)


def notice_at(session: Session) -> datetime | None:
    """Return when the notice of a session goes; None for none."""
    return _morning_before(session, session.training.notice_days)


def reminder_at(session: Session) -> datetime | None:
    """Return when the reminder of a session goes; None for none."""
    return _morning_before(session, session.training.reminder_days)


def letter_at(session: Session) -> datetime:
    """Return when the letter after a session goes by itself: the next morning."""
    return _morning(timezone.localdate(session.ends_at) + timedelta(days=1))


def tell_before(session: Session, now: datetime) -> None:
    """Tell everybody who is asked to a session what is due before it, or that it moved."""
    whens = whens_of(session)
    told = told_of(session, whens)
    entry = ""
    for participant in recipients(session):
        known = told[participant.person.email.lower()]
        if kind := due_kind(session, known, now):
            name = event(kind, session, len(whens) - 1)
            context = {"before": known.last, "has_new_time": known.last and known.last[0] != whens[-1][0]}
            entry = entry or calendar_of([session])
            _tell(name, f"session_{kind}", participant, session, context, entry)


def due_kind(session: Session, known: Told, now: datetime) -> str:
    """Return which mail before a session is due to someone: "moved", "reminder", "notice" or ""."""
    if known.last is not None and known.last != known.whens[-1]:
        return "moved"
    for kind, at in (("reminder", reminder_at(session)), ("notice", notice_at(session))):
        if at and at <= now:
            # Word of a move that went in these days stands for it; a reminder does for the notice.
            is_told = known.has_been(kind) or known.has_been("moved", since=at)
            return "" if is_told else kind
    return ""


def send_letters(session: Session) -> int:
    """Send the letter after a session to whom it has not gone; return to how many."""
    name = f"trainings.letter:{session.pk}"
    has_gone = set(Notice.objects.filter(event=name).order_by().values_list("recipient", flat=True))
    away = Attendance.objects.filter(session=session, presence__in=(Presence.ABSENT, Presence.EXCUSED))
    missed = set(away.order_by().values_list("participant_id", flat=True))
    parts = {"materials": list(session.materials.all()), "homework": list(session.homework.all())}
    sent = 0
    for participant in recipients(session):
        if participant.person.email.lower() in has_gone:
            continue
        later = [one for one in sessions_of(participant) if one.starts_at > session.starts_at]
        with transaction.atomic():
            context = {**parts, "next": later[0] if later else None, "feedback_url": ""}
            if participant.pk not in missed and session.training.kind != TrainingKind.INFO_DAY:
                context["feedback_url"] = feedback_url(ask(participant=participant, session=session))
            if later:
                context["next_place"] = place_of(later[0])
            calendar = calendar_of(later or [session])
            sent += _tell(name, "session_letter", participant, session, context, calendar)
    return sent


def recipients(session: Session):
    """Return who is mailed about a session: all asked to it who have an address and have not left."""
    found = asked_to(session).filter(left_on=None).exclude(person__email="")
    return found.select_related("person__user", "training", "link").order_by("pk")


def _tell(name, template, participant, session, context, calendar) -> bool:
    context = {
        **context,
        "training": session.training,
        "session": session,
        "place": place_of(session),
        "url": participant_url(participant),
    }
    try:
        made = notify(
            event=name,
            to=participant.person,
            template=f"trainings/mail/{template}",
            context=context,
            calendar=calendar,
            confidential=True,  # it holds the personal link
        )
    except ValidationError:
        log.warning("participant_has_no_proper_address", participant=participant.pk)
        return False
    return made is not None


def _morning_before(session, days):
    if days is None:
        return None
    return _morning(timezone.localdate(session.starts_at) - timedelta(days=days))


def _morning(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, MORNING))
