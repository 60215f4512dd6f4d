"""Mails about taking part that no change of state sends."""

from django.utils import timezone

from silab.notices.actions import notify
from silab.notices.models import Notice
from trainings.changes import mail_context
from trainings.links import confirm_url
from trainings.models import Application, Member


def ask_to_confirm(member: Member) -> None:
    """Ask a member who came to a team that was sent already; nobody is asked twice."""
    if _was_told(member):
        return
    _send(member, f"trainings.confirm:{member.pk}", "trainings/mail/confirm")


def remind_to_confirm(member: Member) -> bool:
    """Remind a member who has not confirmed, once a day at most; return whether a mail goes out."""
    today = timezone.localdate()
    event = f"trainings.confirm_reminder:{member.pk}:{today:%Y-%m-%d}"
    return _send(member, event, "trainings/mail/confirm_reminder") is not None


def tell_of_declining(member: Member, *, reason: str) -> None:
    """Tell whoever sent the application that a member does not take part."""
    application = member.application
    if application.submitter is not None:
        notify(
            event=f"trainings.declined:{member.pk}:{timezone.now():%Y-%m-%dT%H:%M:%S}",
            to=application.submitter,
            template="trainings/mail/declined",
            context=mail_context(application) | {"member": member, "why": reason},
        )


def told(application: Application) -> list[str]:
    """Return who got a mail when the application was last sent."""
    change = application.changes.order_by("-pk").first()
    if change is None:
        return []
    found = Notice.objects.filter(event=f"trainings.application:{change.pk}").order_by("pk")
    return list(found.values_list("recipient", flat=True))


def _was_told(member):
    events = [f"trainings.application:{pk}" for pk in member.application.changes.values_list("pk", flat=True)]
    known = Notice.objects.filter(recipient=member.email, event__in=events, made__gte=member.created_at)
    return known.exists()


def _send(member, event, template):
    context = mail_context(member.application, name=member.name)
    context["confirm_url"] = confirm_url(member)
    return notify(event=event, to=member.email, template=template, context=context, confidential=True)
