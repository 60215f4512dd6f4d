"""The decisions that staff can take on an application: what each is called, asks for, and leads to."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import can_proceed

from trainings.enums import ApplicationState
from trainings.models import Application
from trainings.selection import actions


@dataclass(frozen=True)
class Decision:
    """One decision; `transition` is the method of Application, `fields` what is asked beside one's own words."""

    slug: str
    title: Any
    button: Any
    transition: str
    to: str
    act: Callable[..., Any]
    icon: str
    fields: tuple[str, ...] = ()
    #: Whether the transition keeps who decided and when.
    signed: bool = False
    says: Any = ""

    def on(self, application: Application, values: dict, by) -> None:
        """Take the application in memory to where the decision leads, so that its mail can be shown."""
        asked = {name: values[name] for name in self.fields}
        if self.signed:
            asked |= {"by": by, "at": timezone.now()}
        getattr(application, self.transition)(**asked)


ACCEPT = Decision(
    "vastuvott",
    _("Accept into a group"),
    _("Accept and send the mails"),
    "accept",
    ApplicationState.ACCEPTED,
    actions.accept,
    "check-circle",
    ("group",),
    signed=True,
    says=_("The team gets a place and its members become participants."),
)
WAIT = Decision(
    "ootelehele",
    _("Put on the waiting list"),
    _("Put on the waiting list and send the mails"),
    "put_on_waiting_list",
    ApplicationState.WAITING,
    actions.put_on_waiting_list,
    "hourglass-split",
    signed=True,
    says=_("The whole team waits together; as soon as a place is free, you can accept it."),
)
ASK = Decision(
    "lisainfo",
    _("Ask for more information"),
    _("Ask and send the mails"),
    "ask_more",
    ApplicationState.MORE_ASKED,
    actions.ask_more,
    "question-circle",
    ("question",),
    says=_(
        "The form opens again for the team, and it can be sent in once more even after the call has closed."
    ),
)
REFUSE = Decision(
    "keeldumine",
    _("Refuse"),
    _("Refuse and send the mails"),
    "refuse",
    ApplicationState.REFUSED,
    actions.refuse,
    "x-circle",
    ("reason",),
    signed=True,
    says=_("A refusal can be taken back later."),
)
MOVE = Decision(
    "ruhmavahetus",
    _("Move to another group"),
    _("Move and send the mails"),
    "change_group",
    ApplicationState.ACCEPTED,
    actions.move_to_group,
    "arrow-left-right",
    ("group",),
    says=_("The mail brings the new days, and takes the former ones out of the calendar."),
)
TAKE_BACK = Decision(
    "tagasivott",
    _("Take the refusal back"),
    _("Take back and send the mails"),
    "take_back_refusal",
    ApplicationState.SUBMITTED,
    actions.take_back,
    "arrow-counterclockwise",
    says=_("The application waits for a decision again."),
)
WITHDRAW = Decision(
    "loobumine",
    _("Withdraw for the team"),
    _("Withdraw and send the mails"),
    "withdraw",
    ApplicationState.WITHDRAWN,
    actions.withdraw,
    "box-arrow-left",
    ("reason",),
    says=_("The place becomes free, and it cannot be taken back: the team would have to apply again."),
)
DECISIONS = {one.slug: one for one in (ACCEPT, WAIT, ASK, REFUSE, MOVE, TAKE_BACK, WITHDRAW)}


@cache
def open_in(state: str) -> tuple[Decision, ...]:
    """Return the decisions that a state allows, the likeliest first."""
    application = Application(state=state)
    return tuple(
        one
        for one in DECISIONS.values()
        if can_proceed(getattr(application, one.transition)) and (one is MOVE or one.to != state)
    )
