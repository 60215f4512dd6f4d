"""Sending an application, stepping back, and each member's own word (domain.md §3)."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from trainings.changes import locked, move, tell_team
from trainings.enums import ApplicationState
from trainings.models import (
    Application,
    Group,
    Member,
    Participant,
    StateChange,
    Training,
    UndertakingAcceptance,
)
from trainings.places import places_left, step_back, take_place
from trainings.registration.drafts import Incomplete, Shut
from trainings.registration.parts.undertakings import accept_for_all, latest_terms
from trainings.registration.rules import facts_of, findings
from trainings.registration.telling import remind_to_confirm, tell_of_declining
from trainings.registration.window import may_send, why_shut

#: Those who stand: asked whether they take part.
ASKED_STATES = [
    ApplicationState.SUBMITTED,
    ApplicationState.MORE_ASKED,
    ApplicationState.INTERVIEWED,
    ApplicationState.ACCEPTED,
    ApplicationState.WAITING,
]


class AlreadyConfirmed(Exception):
    """The member has confirmed before."""


class NoLongerAsked(Exception):
    """The member has left the team, or the team does not take part."""


@transaction.atomic
def submit(*, application: Application, by, at: datetime, accepts="") -> StateChange | None:
    """Send the application in; `at` is when the request came, which the call's window is held against.

    A single registration takes its place at once, or waits for one; `accepts` is the wording (its key) that
    its sender accepts with it. Sent twice it is sent once: the second returns None. Raises
    Shut outside the window, Incomplete when something is missing.
    """
    # One after another within a training: nobody slips into two teams at once.
    Training.objects.select_for_update(no_key=True).order_by().get(pk=application.training_id)
    application = locked(application)
    if application.state not in (ApplicationState.DRAFT, ApplicationState.MORE_ASKED):
        return None
    if not may_send(application, at):
        raise Shut(why_shut(application.training, at))
    terms = latest_terms(application.training)
    if terms is not None and accepts == str(terms.pk):
        accept_for_all(application, terms, by=by)
    facts = facts_of(application)
    if found := findings(facts):
        raise Incomplete(found)
    application.terms = facts.terms
    if not application.name and application.municipality:
        application.name = str(application.municipality)
    _confirm_own(application, facts, by=by)
    is_single = not application.training.is_programme
    change = move(application, Application.submit, by=by, at=at, tell=not is_single)
    return _place_single(application, change, by=by) if is_single else change


@transaction.atomic
def withdraw(*, application: Application, by, reason="") -> None:
    """Take the application back from any state; its place is free again and its people take no part.

    Of a draft nobody had heard, so nobody is told. Raises ValidationError when it is withdrawn already.
    """
    application = locked(application)
    was_sent = application.state != ApplicationState.DRAFT
    with translation.override("et"):  # a record's text, not a page's
        because = _("the team withdrew")
    step_back(application, by=by, reason=reason[:3000], because=because, tell=was_sent)


@transaction.atomic
def confirm(*, member: Member) -> Member:
    """Keep that a member takes part and accepts the undertakings; raise AlreadyConfirmed, NoLongerAsked."""
    member = _asked(member)
    application = member.application
    if member.confirmed_at is not None:
        raise AlreadyConfirmed
    terms = application.terms or latest_terms(application.training)
    now = timezone.now()
    if terms is not None:
        UndertakingAcceptance.objects.get_or_create(
            application=application,
            terms=terms,
            member=member,
            defaults={"accepted_at": now, "accepted_by": member.name},
        )
    member.confirmed_at, member.confirmed_by = now, member.name
    member.save()
    return member


@transaction.atomic
def decline(*, member: Member, reason="") -> Member:
    """Keep that a member takes no part, and tell the submitter; raise NoLongerAsked."""
    member = _asked(member)
    reason = reason.strip()[:1000]
    tell_of_declining(member, reason=reason)
    # Who has a place already is replaced by staff (room delivery); until then the place is kept.
    if not Participant.objects.filter(member=member).exists():
        member.left_at = timezone.now()
    member.confirmed_at, member.confirmed_by = None, ""
    member.acceptances.all().delete()
    member.save()
    return member


@transaction.atomic
def remind(*, application: Application, by) -> int:
    """Remind the members who have not confirmed, each once a day; return how many mails go out."""
    application = locked(application)
    if application.state not in ASKED_STATES:
        raise ValidationError(_("There is nobody to remind: the application does not stand."))
    waiting = application.members.filter(left_at=None, confirmed_at=None).exclude(email="").order_by("pk")
    return sum(remind_to_confirm(member) for member in waiting)


def _asked(member):
    found = Member.objects.select_for_update(of=("self",)).select_related(
        "application__training", "application__terms", "application__submitter"
    )
    member = found.order_by().get(pk=member.pk)
    if member.left_at is not None or member.application.state not in ASKED_STATES:
        raise NoLongerAsked
    return member


def _confirm_own(application, facts, *, by):
    """Whoever sends the application has confirmed for themselves; the others get their links."""
    now = timezone.now()
    for member in facts.members:
        if member.email == by.email.lower() and member.confirmed_at is None:
            member.confirmed_at, member.confirmed_by = now, str(by)[:150]
            if facts.terms is not None:
                UndertakingAcceptance.objects.get_or_create(
                    application=application,
                    terms=facts.terms,
                    member=member,
                    defaults={"accepted_at": now, "accepted_by": str(by)[:254]},
                )
        # Its history begins here: drafts have none.
        member._history_user = by
        member.save()


def _place_single(application, change, *, by):
    """Give a person the place that is free, behind those who wait already; else let them wait."""
    groups = application.training.groups.order_by("pk")
    group = application.preferred_group or groups.first()
    if group is None:
        # Without groups there are no places to give: staff decide.
        tell_team(change)
        return change
    group = Group.objects.select_for_update().order_by().get(pk=group.pk)
    waiting = Application.objects.filter(
        training=application.training_id, preferred_group=group, state=ApplicationState.WAITING
    )
    if places_left(group) > 0 and not waiting.exists():
        return take_place(application, group, by=by)
    application.preferred_group = group
    return move(application, Application.put_on_waiting_list, by=by, at=timezone.now())
