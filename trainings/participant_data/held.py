"""What personal data the portal holds, of how many people, why and until when (domain.md §12)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from silab.accounts.models import Person, User
from silab.notices.models import Notice
from trainings.enums import ApplicationState
from trainings.models import Application, Training


@dataclass(frozen=True)
class Held:
    """One kind of data: of how many people, what for, and what ends it."""

    what: Any
    people: int
    why: Any
    until: Any


def kinds() -> list[Held]:
    """Return every kind of personal data but the funder's, which `by_training` tells one by one."""
    return [
        Held(
            _("Accounts: name, e-mail address, role"),
            User.objects.count(),
            _("to sign in"),
            _("until the account is closed"),
        ),
        Held(
            _("People in the register: name, e-mail address, phone"),
            Person.objects.count(),
            _("members of teams, participants and spokespersons of whom reports are made"),
            _("as long as the funder’s documents have to be kept; then the counts stay and the names go"),
        ),
        Held(
            _("Drafts of applications"),
            Application.objects.filter(state=ApplicationState.DRAFT).count(),
            _("so that nothing typed is lost"),
            _("until the call’s selection is over"),
        ),
        Held(
            _("Mails sent"),
            Notice.objects.order_by().values("recipient").distinct().count(),
            _("to show what was sent to whom"),
            _("a personal link is erased at once when sent"),
        ),
    ]


@dataclass(frozen=True)
class HeldOf:
    """A training's participant data: how many are held, how many were erased, and the date."""

    training: Training
    held: int
    erased: int
    until: date | None


def by_training() -> list[HeldOf]:
    """Return the trainings that ask for participant data, the soonest erased first; one query."""
    given = Q(participants__data__given_at__isnull=False)
    trainings = Training.objects.filter(Q(needs_participant_data=True) | given).annotate(
        held=Count("participants", filter=given & Q(participants__data__erased_at=None), distinct=True),
        erased=Count("participants", filter=Q(participants__data__erased_at__isnull=False), distinct=True),
    )
    rows = [
        HeldOf(row, row.held, row.erased, row.data_kept_until) for row in trainings.order_by("sort_key", "pk")
    ]
    return sorted(rows, key=lambda row: (row.until is None, row.until or date.max))
