"""Moving an application from state to state: kept with who and when, told to the whole team (domain.md §3)."""

from collections.abc import Callable
from dataclasses import dataclass
from inspect import signature
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django_fsm import TransitionNotAllowed

from silab.notices.actions import notify
from trainings.enums import ApplicationState
from trainings.links import confirm_url
from trainings.models import Application, Group, Member, Session, StateChange

#: An interview noted is staff's own affair: nobody is told.
SILENT = (ApplicationState.INTERVIEWED,)
#: Changes whose mail is not that of the state they lead to.
LETTERS: dict[tuple[str, str], str] = {
    (ApplicationState.ACCEPTED, ApplicationState.ACCEPTED): "moved",
    (ApplicationState.REFUSED, ApplicationState.SUBMITTED): "reopened",
}


@dataclass(frozen=True)
class Reader:
    """Who is told of a change: a member at the own address, or the submitter who is no member."""

    to: Any
    name: str
    member: Member | None = None

    @property
    def address(self) -> str:
        """The e-mail address."""
        return self.to if isinstance(self.to, str) else self.to.email

    @property
    def gets_link(self) -> bool:
        """Whether the mail holds the reader's own link of confirmation."""
        return self.member is not None and self.member.confirmed_at is None


def locked(application: Application) -> Application:
    """Return the application as it is now, its row locked until the transaction ends."""
    found = Application.objects.select_for_update(of=("self",)).select_related("training", "municipality")
    return found.order_by().get(pk=application.pk)


def move(
    application: Application, transition: Callable, *, by, note="", words="", calendar="", tell=True, **values
) -> StateChange:
    """Move a locked application by one of its transitions, keep the change and tell the team.

    `transition` is a method of Application, `values` its arguments; `note` is for staff's eyes, `words` are
    added to the mail and `calendar` (iCalendar) goes with it. `tell=False` is for a draft that is dropped and
    for a change that another one follows at once. Call it inside a transaction. Raises ValidationError when
    the state does not allow it.
    """
    before = application.state
    if "by" in signature(transition).parameters:
        values["by"] = by
    try:
        transition(application, **values)
    except TransitionNotAllowed:
        raise ValidationError(
            _("This application is “%(state)s” by now: that cannot be done any more.")
            % {"state": ApplicationState(before).label}
        ) from None
    application._history_user = by
    application.save()
    change = StateChange.objects.create(
        application=application,
        before=before,
        after=application.state,
        note=note,
        changed_at=timezone.now(),
        changed_by=by if by and by.pk else None,
    )
    if tell:
        tell_team(change, words=words, calendar=calendar)
    return change


def letter_of(before: str, after: str) -> str:
    """Return the name of the mail's templates for a change, "" where nobody is told."""
    if after in SILENT:
        return ""
    return f"trainings/mail/application_{LETTERS.get((before, after), after)}"


def readers(application: Application) -> list[Reader]:
    """Return who is told of a change: each member, and the submitter where not a member."""
    found = [
        Reader(member.email, member.name, member)
        for member in application.members.filter(left_at=None).exclude(email="").order_by("pk")
    ]
    submitter = application.submitter
    if submitter and submitter.email.lower() not in {reader.address for reader in found}:
        found.append(Reader(submitter, str(submitter)))
    return found


def tell_team(change: StateChange, *, words="", calendar="") -> None:
    """Send each member, and the submitter where not a member, the mail of this change; once each."""
    template = letter_of(change.before, change.after)
    if not template:
        return
    context = mail_context(change.application, words=words)
    for reader in readers(change.application):
        link = confirm_url(reader.member) if reader.member and reader.gets_link else ""
        # A text with the member's own link is for nobody else's eyes.
        notify(
            event=f"trainings.application:{change.pk}",
            to=reader.to,
            template=template,
            context={**context, "name": reader.name, "confirm_url": link},
            calendar=calendar,
            confidential=reader.gets_link,
        )


def mail_context(application: Application, *, words="", name="") -> dict:
    """Return what the mails of applications name; the preview shows the same."""
    days = days_of(application)
    return {
        "application": application,
        "training": application.training,
        "group": application.group,
        "days": days,
        "first": days[0] if days else None,
        "reason": application.reason,
        "question": application.question,
        "words": words,
        "name": name,
        "confirm_url": "",
    }


def days_of(application: Application) -> list[Session]:
    """Return the days of the application's group, the earliest first; none without a group."""
    return days_of_group(application.group) if application.group else []


def days_of_group(group: Group) -> list[Session]:
    """Return a group's days and those for everybody, the earliest first."""
    days = Session.objects.filter(Q(group=group) | Q(group=None, training=group.training_id))
    return list(days.select_related("training", "group").order_by("starts_at", "pk"))
