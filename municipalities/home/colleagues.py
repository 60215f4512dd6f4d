"""Inviting a colleague to act for the municipality too, by a personal link (domain.md §1, §12)."""

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from municipalities.home import mails
from municipalities.home.access import AccessRefused, grant
from municipalities.models import ColleagueInvitation, Official
from silab.accounts.actions import make_account
from silab.accounts.enums import Role
from silab.common.links import Purpose

#: A colleague acts for the municipality too; once, and only the one to whose address it was sent.
COLLEAGUE = Purpose("municipalities.colleague", 14)
#: Open invitations of one municipality at a time: enough for an office, too few for a mailing.
MOST_OPEN = 20


class InvitationGone(AccessRefused):
    """It was used, taken back, or its days are over."""


class SomebodyElse(AccessRefused):
    """The reader is signed in with another address, or in another role."""


@transaction.atomic
def invite_colleague(*, municipality, email, post, by) -> ColleagueInvitation:
    """Invite an address to act for the municipality and send the link, again when it is still open.

    Raise ValidationError for an address that acts there already, and for one invitation too many.
    """
    address = email.strip().lower()
    if Official.objects.acting().filter(municipality=municipality, user__email=address).exists():
        raise ValidationError(_("This person already acts for the municipality."))
    unanswered = ColleagueInvitation.objects.select_for_update().filter(
        municipality=municipality, official=None
    )
    invitation = unanswered.filter(email=address).order_by("pk").first()
    if invitation is None:
        if unanswered.count() >= MOST_OPEN:
            raise ValidationError(_("Many invitations are still unanswered. Take some back first."))
        invitation = ColleagueInvitation(municipality=municipality, email=address)
    invitation.post = post.strip() or invitation.post
    invitation.invited_at, invitation.invited_by = timezone.now(), by
    invitation.save()
    mails.send_invitation(invitation, path_of(invitation))
    return invitation


def readable(key) -> ColleagueInvitation:
    """Return the invitation that a link names, to be shown; raise InvitationGone."""
    found = ColleagueInvitation.objects.select_related("municipality", "invited_by").filter(pk=key).first()
    return _unused(found)


@transaction.atomic
def take_back_invitation(*, invitation, by) -> None:
    """Take an unanswered invitation back: its link opens nothing any more; raise InvitationGone when it was used."""
    _open(invitation.pk).delete()


@transaction.atomic
def accept_colleague(*, invitation, by) -> Official:
    """Let the signed-in reader act for the municipality; raise InvitationGone or SomebodyElse.

    Of two at once one wins: the row is locked, so the second finds it used.
    """
    locked = _open(invitation.pk)
    raise_if_for_another(invitation=locked, user=by)
    return _use(locked, by)


@transaction.atomic
def accept_with_account(*, invitation, name, password) -> Official:
    """Make the invited colleague's account, its address confirmed by the link; raise InvitationGone."""
    locked = _open(invitation.pk)
    return _use(locked, make_account(email=locked.email, name=name, password=password))


def raise_if_for_another(*, invitation, user) -> None:
    """Raise SomebodyElse when the reader has not the invited address, or a role that excludes an official's."""
    addresses = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    if invitation.email not in {user.email.lower(), *(address.lower() for address in addresses)}:
        raise SomebodyElse(
            _("This invitation was sent to another address. Sign out, then open the link again.")
        )
    if user.role not in (Role.VISITOR, Role.OFFICIAL):
        raise SomebodyElse(
            _(
                "Your account has another role, and an account has one. Ask for an invitation to another address."
            )
        )


def path_of(invitation) -> str:
    """Return the link's path; whoever has it and the address holds the invitation."""
    return reverse("municipalities:colleague_accept", args=[COLLEAGUE.sign(invitation.pk)])


def _use(locked, user):
    locked.official = grant(
        user=user, municipality=locked.municipality, post=locked.post, by=locked.invited_by
    )
    locked.save(update_fields=["official"])
    return locked.official


def _open(key):
    found = ColleagueInvitation.objects.select_for_update(of=("self",)).select_related(
        "municipality", "invited_by"
    )
    return _unused(found.filter(pk=key).first())


def _unused(invitation):
    if invitation is None:
        raise InvitationGone(_("This invitation was taken back. Ask whoever sent it for a new one."))
    if invitation.official_id is not None:
        raise InvitationGone(_("This invitation has already been used. If it was you, simply sign in."))
    return invitation
