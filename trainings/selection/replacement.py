"""Replacing a member of a team until the training's date (domain.md §3): one leaves, another comes, never two
on one place."""

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from silab.common.templatetags.formats import day
from silab.notices.actions import notify
from trainings.changes import locked
from trainings.enums import LIVE, ApplicationState
from trainings.links import confirm_url
from trainings.models import Application, Member, Training
from trainings.places import check_nobody_is_elsewhere, let_go, take_in
from trainings.registration.rules import facts_of, findings
from trainings.selection.actions import one_by_one


def why_not(application: Application) -> str:
    """Say why nobody in this team can be replaced now; "" when somebody can."""
    if application.state not in LIVE:
        return _("Members are replaced in teams that take part or wait for a decision.")
    return too_late(application.training)


def too_late(training: Training) -> str:
    """Say that the training's last day of replacing members is over; "" until then."""
    until = training.replace_until
    if until is None or timezone.localdate() <= until:
        return ""
    return _("Members could be replaced until %(day)s.") % {"day": day(until)}


@transaction.atomic
def replace_member(*, member: Member, by, **newcomer) -> Member:
    """Let somebody else take a member's place in the team; return the new Member.

    `newcomer` names the new member's fields. The new one gets the own link of confirmation; of an accepted
    team, the old participant has left and the new one is made. Raises ValidationError after the training's
    date, for a member who has left already, and where the team would break a rule that it keeps now.
    """
    one_by_one(member.application)
    application = locked(member.application)
    if problem := why_not(application):
        raise ValidationError(problem)
    old = Member.objects.select_for_update(of=("self",)).order_by().get(pk=member.pk)
    if old.left_at:
        raise ValidationError(_("%(name)s has been replaced already.") % {"name": old.name})
    new = _swap(old, application, newcomer, by)
    if broken := _newly_broken(application, old, new):
        raise ValidationError(broken)
    with translation.override("et"):  # a record's text, not a page's
        let_go([old], because=_("replaced in the team"), by=by)
    if application.state == ApplicationState.ACCEPTED:
        check_nobody_is_elsewhere(application)
        take_in(application, by=by)
    _tell(application, old, new)
    return new


def _newly_broken(application, old, new) -> list[str]:
    """Return what the team lacks with the newcomer and did not lack before; what it lacked it may lack."""
    after = facts_of(application)
    before = replace(after, members=[old if member.pk == new.pk else member for member in after.members])
    known = {finding.message for finding in findings(before)}
    return [finding.message for finding in findings(after) if finding.message not in known]


def _swap(old, application, newcomer, by) -> Member:
    old.left_at, old.left_by = timezone.now(), by
    old._history_user = by
    old.save()  # first: the newcomer may not stand beside who leaves
    new = Member(application=application, created_by=by, **newcomer)
    new._history_user = by
    new.email = new.email.strip().lower()
    new.validate_constraints()
    new.save()
    old.replaced_by = new
    old.save()
    return new


def _tell(application, old, new):
    context = {"application": application, "training": application.training, "old": old, "new": new}
    notify(
        event=f"trainings.member_joined:{new.pk}",
        to=new.email,
        template="trainings/mail/member_joined",
        context={**context, "confirm_url": confirm_url(new)},
        confidential=True,
    )
    if old.email and old.email != new.email:
        notify(
            event=f"trainings.member_left:{old.pk}",
            to=old.email,
            template="trainings/mail/member_left",
            context=context,
        )
