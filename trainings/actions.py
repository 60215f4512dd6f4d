"""What is done with trainings: attendance is marked, a training is marked as held (domain.md §3)."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from silab.common.templatetags.formats import day, figure, moment
from trainings.enums import Presence, TrainingState
from trainings.models import Attendance, Participant, Session, Training
from trainings.presence import settle
from trainings.seats import Seat, seat


@transaction.atomic
def mark_attendance(
    *, training: str, session: int, participant: int, presence: str, hours: Decimal | None = None, by
) -> Seat:
    """Set, change or, with an empty `presence`, clear the one mark of a participant at a training's session.

    Return the seat with its mark. `hours` are kept for "part of the time" only. Of two who mark at once the
    later one's mark stays. Raises ValidationError for a participant of another group or who had left by then,
    a session that has not begun, an unknown presence, and hours that are not within the session's;
    Session.DoesNotExist and Participant.DoesNotExist, also for those of another training.
    """
    place = seat(training=training, session=session, participant=participant, lock=True)
    hours = hours if presence == Presence.PART else None
    _check_mark(place.session, place.participant, presence, hours)
    if _write(place, presence, hours, by):
        settle(place.training, place.participant, place.groups, place.marks(presence))
    return place


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


def has_left(participant: Participant, session: Session) -> bool:
    """Return whether the participant had left before the day of the session."""
    left = participant.left_on
    return left is not None and left < timezone.localdate(session.starts_at)


def _write(place, presence, hours, by):
    """Write the seat's mark; return whether anything changed."""
    mark = place.mark
    if (presence, hours) == ((mark.presence, mark.hours) if mark else ("", None)):
        return False
    changed = ["presence", "hours", "marked_at", "marked_by"]
    if mark is None:
        mark, changed = Attendance(session=place.session, participant=place.participant, created_by=by), None
    mark.days_are_kept = True
    if not presence:
        mark.delete()
        place.mark = None
        return True
    mark.presence, mark.hours = presence, hours
    mark.marked_at, mark.marked_by = timezone.now(), by
    mark.save(update_fields=changed)
    place.mark = mark
    return True


def _check_mark(session, participant, presence, hours):
    if presence and not session.is_for(participant):
        raise ValidationError(_("This session is another group’s: this person is not asked to come."))
    if presence and has_left(participant, session):
        raise ValidationError(
            _("This person left the training on %(day)s.") % {"day": day(participant.left_on)}
        )
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
