"""Asking for feedback: after each session in its letter, at the end about the whole, with one reminder."""

from datetime import datetime, time, timedelta

import structlog
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from silab.notices.actions import notify
from silab.notices.models import Notice
from trainings.enums import TrainingKind, TrainingState
from trainings.feedback.links import FEEDBACK
from trainings.models import FeedbackRequest, Participant, Session, Training

#: The whole is asked about on the second morning after the last day: the letter of that day went on the first.
AFTER_THE_END = timedelta(days=2)
MORNING = time(8)
#: Who has not answered by then is reminded, once; after `STILL_NEWS` nobody is asked by itself any more.
REMIND_AFTER = timedelta(days=5)
STILL_NEWS = timedelta(days=14)
log = structlog.get_logger(__name__)


def ask(*, participant: Participant, session: Session | None = None) -> FeedbackRequest:
    """Return the request to a participant about a session or the whole, made where there was none."""
    return FeedbackRequest.objects.get_or_create(
        participant=participant, session=session, defaults={"asked_on": timezone.localdate()}
    )[0]


def ask_about_whole(*, training: Training, by=None) -> int:
    """Ask everybody who has been there about the whole; return how many were asked anew."""
    return _ask_all(_to_ask(training))


def ask_ended_programmes() -> None:
    """Ask about the whole wherever a group's last day is over; a single session was asked about by its letter."""
    now = timezone.now()
    ended = Session.objects.filter(ends_at__lte=now, ends_at__gt=now - STILL_NEWS).order_by()
    trainings = Training.objects.filter(pk__in=ended.values("training"))
    trainings = trainings.exclude(state=TrainingState.CANCELLED).exclude(kind=TrainingKind.INFO_DAY)
    for training in trainings.order_by("pk"):
        sessions = list(training.sessions.order_by().values_list("group_id", "ends_at"))
        for group in {None, *(group for group, _end in sessions)}:
            ends = [end for one, end in sessions if one in (None, group)]
            if len(ends) > 1 and _asked_at(max(ends)) <= now < max(ends) + STILL_NEWS:
                _ask_all(_to_ask(training).filter(group=group))


def send_due() -> None:
    """Mail the requests about the whole that have not gone, and one reminder to who has not answered."""
    today = timezone.localdate()
    waiting = FeedbackRequest.objects.filter(has_answered=False, participant__left_on=None)
    waiting = waiting.exclude(participant__person__email="").filter(asked_on__gt=today - STILL_NEWS)
    waiting = waiting.exclude(participant__training__state=TrainingState.CANCELLED).order_by("pk")
    waiting = waiting.select_related("participant__person__user", "participant__training", "session")
    due = [(f"trainings.feedback:{one.pk}", "feedback_asked", one) for one in waiting.filter(session=None)]
    due += [
        (f"trainings.feedback_reminder:{one.pk}", "feedback_reminder", one)
        for one in waiting.filter(asked_on__lte=today - REMIND_AFTER)
    ]
    names = [name for name, _template, _request in due]
    has_gone = set(Notice.objects.filter(event__in=names).order_by().values_list("event", flat=True))
    for name, template, request in due:
        if name not in has_gone:
            _tell(name, template, request)


def feedback_url(request: FeedbackRequest) -> str:
    """Return the whole address at which a request is answered."""
    path = reverse("trainings:give_feedback", args=[FEEDBACK.sign(request.pk)])
    return f"{settings.PORTAL_URL.rstrip('/')}{path}"


def _to_ask(training):
    """Who was there at least once; all, where nobody has marked attendance."""
    people = Participant.objects.filter(training=training, left_on=None).exclude(person__email="")
    if people.exclude(first_there_on=None).exists():
        people = people.exclude(first_there_on=None)
    return people.select_related("person")


def _ask_all(people) -> int:
    known = FeedbackRequest.objects.filter(session=None).order_by().values("participant")
    today, asked = timezone.localdate(), 0
    for participant in people.filter(~Q(pk__in=known)).order_by("pk"):
        _request, is_new = FeedbackRequest.objects.get_or_create(
            participant=participant, session=None, defaults={"asked_on": today}
        )
        asked += is_new
    return asked


def _asked_at(last_end: datetime) -> datetime:
    return timezone.make_aware(datetime.combine(timezone.localdate(last_end) + AFTER_THE_END, MORNING))


def _tell(name, template, request):
    participant = request.participant
    context = {"training": participant.training, "session": request.session, "url": feedback_url(request)}
    try:
        notify(
            event=name,
            to=participant.person,
            template=f"trainings/mail/{template}",
            context=context,
            confidential=True,
        )
    except ValidationError:
        log.warning("participant_has_no_proper_address", participant=participant.pk)
