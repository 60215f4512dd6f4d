"""Moving an application from state to state: kept with who and when, told to the whole team (domain.md §3)."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django_fsm import TransitionNotAllowed

from silab.notices.actions import notify
from trainings.enums import ApplicationState
from trainings.links import confirm_url
from trainings.models import Application, StateChange


def locked(application: Application) -> Application:
    """Return the application as it is now, its row locked until the transaction ends."""
    found = Application.objects.select_for_update(of=("self",)).select_related("training", "municipality")
    return found.order_by().get(pk=application.pk)


def move(application: Application, transition: Callable, *, by, note="", words="", **values) -> StateChange:
    """Move a locked application by one of its transitions, keep the change and tell the team.

    `transition` is a method of Application, `values` its arguments; `note` is for staff's eyes, `words` are
    added to the mail. Call it inside a transaction. Raises ValidationError when the state does not allow it.
    """
    before = application.state
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
    tell_team(change, words=words)
    return change


def tell_team(change: StateChange, *, words="") -> None:
    """Send each member, and the submitter where not a member, the mail of this change; once each."""
    application = change.application
    template = f"trainings/mail/application_{change.after}"
    told = set()
    for member in application.members.filter(left_at=None).exclude(email="").order_by("pk"):
        told.add(member.email)
        context = mail_context(application, words=words, name=member.name)
        if member.confirmed_at is None:
            context["confirm_url"] = confirm_url(member)
        # The text holds the member's own link: nobody else reads it.
        notify(
            event=f"trainings.application:{change.pk}",
            to=member.email,
            template=template,
            context=context,
            confidential=member.confirmed_at is None,
        )
    submitter = application.submitter
    if submitter and submitter.email.lower() not in told:
        notify(
            event=f"trainings.application:{change.pk}",
            to=submitter,
            template=template,
            context=mail_context(application, words=words, name=str(submitter)),
        )


def mail_context(application: Application, *, words="", name="") -> dict:
    """Return what the mails of applications name; the preview shows the same."""
    return {
        "application": application,
        "training": application.training,
        "group": application.group,
        "reason": application.reason,
        "question": application.question,
        "words": words,
        "name": name,
        "confirm_url": "",
    }
