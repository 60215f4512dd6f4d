"""What is done with trainings: attendance is marked, a training is marked as held (domain.md §3)."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from silab.common.templatetags.formats import figure, moment
from trainings.enums import Presence, TrainingState
from trainings.models import Attendance, Participant, Session, Training


@transaction.atomic
def mark_attendance(
    *, session: Session, participant: Participant, presence: str, hours: Decimal | None = None, by
) -> Attendance | None:
    """Set, change or, with an empty `presence`, clear the one mark of a participant at a session.

    `hours` are kept for "part of the time" only. Two who mark at once leave one mark, the later one.
    Raises ValidationError for a participant of another training, a session that has not begun, an unknown
    presence, and hours that are not within the session's.
    """
    hours = hours if presence == Presence.PART else None
    _check_mark(session, participant, presence, hours)
    mark = _existing(session, participant).first()
    if not presence:
        if mark:
            mark.delete()
        return None
    values = {"presence": presence, "hours": hours}
    if mark is None:
        signed = {"marked_at": timezone.now(), "marked_by": by, "created_by": by}
        try:
            with transaction.atomic():
                return Attendance.objects.create(session=session, participant=participant, **values, **signed)
        except IntegrityError:
            mark = _existing(session, participant).get()
    mark.session, mark.participant = session, participant  # read already
    return _change(mark, values, by)


@transaction.atomic
def hold_training(*, training: Training, by) -> Training:
    """Mark a training as held, so that it counts; raise ValidationError while a session lies ahead."""
    training = Training.objects.select_for_update().get(pk=training.pk)
    if training.state == TrainingState.HELD:
        return training
    last = training.sessions.order_by("-ends_at").first()
    if training.state != TrainingState.PLANNED or last is None or last.ends_at > timezone.now():
        raise ValidationError(_("Only a planned training whose sessions are all over can be marked as held."))
    training.state = TrainingState.HELD
    training._history_user = by
    training.save()
    return training


def _existing(session, participant):
    # Its usual order would join sessions, trainings and people, and lock their rows too.
    return (
        Attendance.objects.select_for_update().filter(session=session, participant=participant).order_by("pk")
    )


def _change(mark, values, by):
    if all(getattr(mark, name) == value for name, value in values.items()):
        return mark
    for name, value in values.items():
        setattr(mark, name, value)
    mark.marked_at, mark.marked_by = timezone.now(), by
    mark.save()
    return mark


def _check_mark(session, participant, presence, hours):
    if participant.training_id != session.training_id:
        raise ValidationError(_("This person is not a participant of this training."))
    if session.starts_at > timezone.now():
        begins = moment(session.starts_at)
        raise ValidationError(
            _("This session begins on %(begins)s: mark attendance then.") % {"begins": begins}
        )
    if presence and presence not in Presence.values:
        raise ValidationError(_("There is no such mark. Choose one of those shown."))
    if hours is not None and not 0 < hours <= session.hours:
        longest = figure(session.hours)
        raise ValidationError(
            _("The session lasted %(longest)s hours: enter more than 0, and no more than that.")
            % {"longest": longest}
        )
