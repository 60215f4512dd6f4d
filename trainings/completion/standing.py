"""How each participant stands towards completing a training, and who fell out (domain.md §3)."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from silab.common.templatetags.formats import day
from trainings.enums import THERE
from trainings.models import Attendance, Certificate, Homework, Participant, RefundClaim, Submission, Training


@dataclass(frozen=True)
class Standing:
    """One participant: sessions attended of those held and of all, homework handed in of all, and what follows."""

    participant: Participant
    attended: int
    held: int
    sessions: int
    handed_in: int
    homework: int
    needed: int
    certificate: Certificate | None
    claim: RefundClaim | None

    @property
    def has_completed(self) -> bool:
        """Whether the rule is met (trainings/presence.py keeps the day)."""
        return self.participant.completed_on is not None

    @property
    def fell_out(self) -> bool:
        """Whether completing is out of reach: left, or too few sessions are left to come."""
        if self.has_completed or not self.sessions:
            return False
        ahead = self.sessions - self.held
        return self.participant.left_on is not None or self.attended + ahead < self.needed

    @property
    def state(self) -> str:
        """The key of its chip: "done", "missed" or "open"."""
        return "done" if self.has_completed else "missed" if self.fell_out else "open"

    @property
    def words(self) -> str:
        """What its chip says."""
        if self.has_completed:
            return _("completed")
        if self.fell_out:
            return _("fell out")
        is_waiting = self.attended >= self.needed and self.handed_in < self.homework
        return _("homework is missing") if is_waiting else _("on the way")

    @property
    def more(self) -> str:
        """The day of completion, or why somebody fell out."""
        if self.has_completed:
            return day(self.participant.completed_on)
        return self.cause if self.fell_out else ""

    @property
    def cause(self) -> str:
        """Why somebody fell out, as the claim and the letter say it."""
        if self.participant.left_on:
            words = _("left on %(day)s") % {"day": day(self.participant.left_on)}
            because = self.participant.left_because
            return f"{words}, {because}" if because else words
        missed = self.held - self.attended
        return ngettext(
            "missed %(missed)d session of %(sessions)d", "missed %(missed)d sessions of %(sessions)d", missed
        ) % {"missed": missed, "sessions": self.sessions}


def standings(training: Training) -> list[Standing]:
    """Return how every participant of a training stands, by group and name; five queries."""
    sessions = list(training.sessions.order_by("number", "pk"))
    tasks = list(Homework.objects.filter(session__training=training).select_related("session"))
    there, by_team, by_person = _facts(training)
    people = training.participants.select_related(
        "person", "group", "municipality", "member__application", "certificate", "refund_claim"
    ).order_by("group", "person__sort_key", "pk")
    found = []
    for one in people:
        own = [session for session in sessions if session.group_id in (None, one.group_id)]
        asked = [task for task in tasks if task.session.group_id in (None, one.group_id)]
        found.append(
            Standing(
                participant=one,
                attended=len(there[one.pk] & {session.pk for session in own}),
                held=sum(session.ends_at <= timezone.now() for session in own),
                sessions=len(own),
                handed_in=sum(
                    (task.pk, one.member.application_id if one.member else None) in by_team
                    if task.by_team
                    else (task.pk, one.pk) in by_person
                    for task in asked
                ),
                homework=len(asked),
                needed=-(-training.completion_share * len(own) // 100),
                certificate=getattr(one, "certificate", None),
                claim=getattr(one, "refund_claim", None),
            )
        )
    return found


def _facts(training):
    there = defaultdict(set)
    marks = Attendance.objects.filter(session__training=training, presence__in=THERE)
    for participant, session in marks.order_by().values_list("participant_id", "session_id"):
        there[participant].add(session)
    handed_in = Submission.objects.filter(homework__session__training=training).order_by()
    by_team, by_person = set(), set()
    for task, team, person in handed_in.values_list("homework_id", "application_id", "participant_id"):
        (by_team if team else by_person).add((task, team or person))
    return there, by_team, by_person
