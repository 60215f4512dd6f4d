"""A participant's seat at a session: all that marking it has to know, in two queries (speed.md)."""

from dataclasses import dataclass

from django.db.models import BigAutoField, FilteredRelation, OuterRef, Q, Subquery

from silab.accounts.models import Person
from silab.common.statements import Given, Statement
from trainings.enums import THERE
from trainings.models import Attendance, Participant, Session, Training

# In the order of the models' own fields.
TRAINING = ("id", "slug", "completion_share", "completion_homework")
SESSION = ("id", "training_id", "group_id", "number", "starts_at", "ends_at")
PARTICIPANT = ("id", "training_id", "person_id", "group_id", "left_on", "first_there_on", "completed_on")
MARK = tuple(field.attname for field in Attendance._meta.concrete_fields)
SLUG = len(SESSION) + TRAINING.index("slug")
OWN_MARK = FilteredRelation(
    "attendances", condition=Q(attendances__participant=Given("participant", BigAutoField()))
)


def _participant(found):
    name = Person.objects.filter(pk=OuterRef("person")).order_by().values("name")
    found = found.filter(pk=Given("participant", BigAutoField())).order_by()
    return found.values_list(*PARTICIPANT, Subquery(name))


participants = Statement(lambda: _participant(Participant.objects))
# Until the transaction ends: of two who mark one participant at once, the later one sees the earlier one's mark.
locked_participants = Statement(lambda: _participant(Participant.objects.select_for_update(no_key=True)))
# Few joins on purpose: to plan more of them takes the database longer than to follow them.
sessions = Statement(
    lambda: (
        Session.objects.filter(training=Given("training", BigAutoField()))
        .annotate(mark=OWN_MARK)
        .order_by("starts_at", "pk")
        .values_list(
            *SESSION, *(f"training__{name}" for name in TRAINING), *(f"mark__{name}" for name in MARK)
        )
    )
)


@dataclass
class Seat:
    """A participant at a session, with the mark if there is one, and what the training's other marks say.

    The records have the fields named above; others are read from the database when asked for.
    """

    training: Training
    session: Session
    participant: Participant
    mark: Attendance | None
    rows: list[tuple]

    @property
    def groups(self) -> list:
        """The group of each of the training's sessions, None for everybody's."""
        return [row[2] for row in self.rows]

    def marks(self, presence: str) -> list:
        """Return (start, group) of the sessions with a presence, the earliest first, if this one's is `presence`."""
        there = [(row, presence if row[0] == self.session.pk else row[-4]) for row in self.rows]
        return [(row[4], row[2]) for row, one in there if one in THERE]


def seat(*, training: str, session: int, participant: int, lock=False) -> Seat:
    """Return a participant's seat; raise Participant.DoesNotExist or Session.DoesNotExist, also for another
    training's. With `lock` the participant is locked, inside a transaction."""
    found = (locked_participants if lock else participants).rows(participant=participant)
    if not found:
        raise Participant.DoesNotExist
    *person, name = found[0]
    person = _record(Participant, PARTICIPANT, person)
    person.person = _record(Person, ("id", "name"), [person.person_id, name])
    rows = sessions.rows(training=person.training_id, participant=participant)
    own = next((row for row in rows if row[0] == session), None)
    if own is None or own[SLUG] != training:
        raise Session.DoesNotExist
    return _seat(person, own, rows)


def _seat(participant, own, rows):
    parts = iter(own)
    session = _record(Session, SESSION, [next(parts) for _ in SESSION])
    session.training = training = _record(Training, TRAINING, [next(parts) for _ in TRAINING])
    mark = _record(Attendance, MARK, list(parts)) if own[-len(MARK)] else None
    if mark:
        mark.session, mark.participant = session, participant
    return Seat(training, session, participant, mark, rows)


def _record(model, names, values):
    return model.from_db(None, names, values)
