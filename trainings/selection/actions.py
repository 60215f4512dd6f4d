"""What staff decide on an application; each change once, with its mail to the team (domain.md §3).

Every action takes `seen`, the number of the last change that whoever decides had before them: when somebody
else decided meanwhile, nothing is done and they read what happened. Two who decide at once leave one decision.
"""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from silab.common.templatetags.formats import moment
from trainings.calendar import calendar_of
from trainings.changes import days_of, days_of_group, locked, move
from trainings.enums import ApplicationState
from trainings.models import Application, Group, InterviewNote, Participant, StateChange, Training
from trainings.places import GroupFull, places_left, step_back, take_place


class DecidedMeanwhile(ValidationError):
    """Somebody else changed the application's state first."""


def last_change(application: Application) -> StateChange | None:
    """Return the latest change of the application's state."""
    changes = StateChange.objects.filter(application=application).select_related("changed_by")
    return changes.order_by("-pk").first()


@transaction.atomic
def accept(*, application: Application, group: Group, words="", note="", seen: int | None = None, by):
    """Give the team a place of the group and make its members participants; return the StateChange.

    Raises GroupFull when the last place is gone, DecidedMeanwhile, ValidationError for a group of another
    training, a member who sits in another team, and a state that does not allow it.
    """
    return take_place(_as_seen(application, seen), group, words=words, note=note, by=by)


@transaction.atomic
def put_on_waiting_list(*, application: Application, words="", note="", seen: int | None = None, by):
    """Let the whole team wait for a place; return the StateChange. Raises as `accept` does."""
    found = _as_seen(application, seen)
    return move(found, Application.put_on_waiting_list, by=by, at=timezone.now(), words=words, note=note)


@transaction.atomic
def refuse(*, application: Application, reason: str, words="", note="", seen: int | None = None, by):
    """Refuse the team with a reason that it reads; return the StateChange. Raises as `accept` does."""
    reason = _written(reason, _("Write the reason: the team reads it."))
    found = _as_seen(application, seen)
    return move(found, Application.refuse, by=by, at=timezone.now(), reason=reason, words=words, note=note)


@transaction.atomic
def ask_more(*, application: Application, question: str, words="", note="", seen: int | None = None, by):
    """Ask the team for more, so that its form opens again; return the StateChange. Raises as `accept` does."""
    question = _written(question, _("Write what you would like to know."))
    found = _as_seen(application, seen)
    return move(found, Application.ask_more, by=by, question=question, words=words, note=note)


@transaction.atomic
def withdraw(*, application: Application, reason="", words="", note="", seen: int | None = None, by):
    """Let the team step back: its place is free, its participants have left, their attendance stays.

    Returns the StateChange. Raises as `accept` does.
    """
    found = _as_seen(application, seen)
    with translation.override("et"):  # a record's text, not a page's
        because = reason.strip() or _("the team withdrew")
    return step_back(found, by=by, reason=reason.strip(), because=because, words=words, note=note)


@transaction.atomic
def move_to_group(*, application: Application, group: Group, words="", note="", seen: int | None = None, by):
    """Move an accepted team with its participants to another group; return the StateChange.

    Raises GroupFull when that group has no place left, and as `accept` does.
    """
    found = _as_seen(application, seen)
    if group.training_id != found.training_id or group.pk == found.group_id:
        raise ValidationError(_("Choose another group of this training."))
    group = Group.objects.select_for_update().order_by().get(pk=group.pk)
    if places_left(group) <= 0:
        raise GroupFull(_("The group “%(group)s” has no place left.") % {"group": group.name})
    before, after = days_of(found), days_of_group(group)
    dropped = [day for day in before if day not in after]
    change = move(
        found,
        Application.change_group,
        by=by,
        group=group,
        words=words,
        note=note,
        calendar=calendar_of(after, cancelled=dropped),
    )
    _bring_participants(found, group, by)
    return change


@transaction.atomic
def take_back(*, application: Application, words="", note="", seen: int | None = None, by):
    """Take a refusal back, so that the team is to be decided upon again; return the StateChange."""
    found = _as_seen(application, seen)
    return move(found, Application.take_back_refusal, by=by, words=words, note=note)


@transaction.atomic
def note_interview(*, application: Application, on: date, text: str, by) -> InterviewNote:
    """Keep what was said in a talk with the team; the first one moves a submitted team on, with no mail."""
    found = locked(application)
    note = InterviewNote.objects.create(application=found, on=on, text=text, created_by=by)
    if found.state == ApplicationState.SUBMITTED:
        move(found, Application.note_interview, by=by)
    return note


@transaction.atomic
def give_score(*, application: Application, score: Decimal | None, by) -> Application:
    """Keep staff's score of the application (0–10, one decimal), or take it away."""
    found = locked(application)
    if score is not None and not 0 <= score <= 10:
        raise ValidationError(_("A score is between 0 and 10."))
    found.score = score
    found._history_user = by
    found.save()
    return found


def _as_seen(application, seen) -> Application:
    """Return the application with its row locked; raise DecidedMeanwhile when it changed since `seen`."""
    one_by_one(application)
    found = locked(application)
    last = last_change(found)
    if last is not None and seen is not None and seen != last.pk:
        raise DecidedMeanwhile(meanwhile(last))
    return found


def one_by_one(application: Application) -> None:
    """Let those who change teams of one training wait for each other, so that nobody slips into two."""
    Training.objects.select_for_update(no_key=True).order_by().get(pk=application.training_id)


def meanwhile(change: StateChange) -> str:
    """Return what a person reads whose decision came second."""
    words = _(
        "%(who)s was faster: at %(moment)s the application became “%(state)s”. Nothing was changed or sent "
        "by you. Look at it again before you decide."
    )
    who = change.changed_by or _("the team")
    return words % {
        "who": who,
        "moment": moment(change.changed_at),
        "state": change.get_after_display(),
    }


def _bring_participants(application, group, by):
    staying = Participant.objects.filter(member__application=application, left_on=None)
    for participant in staying.select_related("training").order_by("pk"):
        participant.group = group
        participant._history_user = by
        participant.save()


def _written(text, words) -> str:
    if not text.strip():
        raise ValidationError(words)
    return text.strip()
