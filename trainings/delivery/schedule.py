"""The days of a training: who comes to which, where, when."""

from dataclasses import dataclass

from django.db.models import Q

from trainings.models import Group, Participant, Session, Training


def sessions_of(participant: Participant):
    """Return the sessions that a participant is asked to: the own group's and everybody's, in time."""
    found = Session.objects.filter(Q(group=None) | Q(group=participant.group_id))
    found = found.filter(training=participant.training_id).select_related("group", "training")
    return found.order_by("starts_at", "pk")


def asked_to(session: Session):
    """Return the participants who are asked to a session, those who have left included."""
    found = Participant.objects.filter(training=session.training_id)
    return found.filter(group=session.group_id) if session.group_id else found


def place_of(session: Session) -> str:
    """Return where a session takes place: its own place, else its group's, else the training's."""
    group = session.group
    return session.place or (group.place if group else "") or session.training.place


@dataclass(frozen=True)
class GroupDays:
    """The days of a group, or of everybody where `group` is None."""

    group: Group | None
    days: list


def by_group(training: Training, sessions) -> list[GroupDays]:
    """Return the sessions of a training group by group, everybody's first."""
    found: dict = {}
    for session in sessions:
        session.training = training
        found.setdefault(session.group_id, GroupDays(session.group, [])).days.append(session)
    return sorted(found.values(), key=lambda one: one.group.pk if one.group else 0)
