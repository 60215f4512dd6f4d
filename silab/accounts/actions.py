"""Inviting people and taking a role (domain.md §12)."""

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from silab.accounts.enums import Role
from silab.accounts.models import Invitation, User
from silab.accounts.models.invitation import in_a_week
from silab.notices.actions import notify


class InvitationRefused(Exception):
    """An invitation cannot be accepted; `message` says so to its reader, `status` to the browser."""

    status = 409
    message = _("The invitation cannot be accepted.")


class InvitationUsed(InvitationRefused):
    """Its link has done its work."""

    status = 410
    message = _("This invitation has already been accepted. If it was you, simply sign in.")


class InvitationExpired(InvitationRefused):
    """Its days are over."""

    status = 410
    message = _("This invitation has expired. Please ask Silab for a new one.")


class InvitedSomebodyElse(InvitationRefused):
    """The reader is signed in with another address."""

    status = 403
    message = _("This invitation was sent to another address. Sign out, then open the link again.")


class RoleTaken(InvitationRefused):
    """The account has a role that the invitation must not take away."""

    message = _(
        "Your account already has another role, and an account has one. "
        "Please ask Silab for an invitation to another address."
    )


class AccountExists(InvitationRefused):
    """The invited address has an account: its owner accepts after signing in."""

    message = _("This address already has an account. Sign in to accept the invitation.")


@transaction.atomic
def invite(*, email, role, contract=None, by) -> Invitation:
    """Invite an address to a role and send the link; raise ValidationError when the two do not fit."""
    invitation = Invitation(email=email.strip().lower(), role=role, contract=contract, created_by=by)
    invitation.full_clean()
    invitation.save()
    send_invitation(invitation=invitation)
    return invitation


@transaction.atomic
def renew_invitation(*, invitation, by) -> Invitation:
    """Send the link again, valid for a week from now; raise InvitationUsed when it was accepted."""
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if locked.is_accepted:
        raise InvitationUsed
    locked.expires = in_a_week()
    locked._history_user = by
    locked.save(update_fields=["expires"])
    send_invitation(invitation=locked)
    return locked


def send_invitation(*, invitation):
    """Mail the link to the invited address, once for each date until which it is valid."""
    notify(
        event=f"accounts.invitation:{invitation.pk}:{invitation.expires:%Y%m%dT%H%M%S}",
        to=User.objects.filter(email=invitation.email).first() or invitation.email,
        template="accounts/mail/invitation",
        context={"invitation": invitation, "path": invitation.get_absolute_url()},
        confidential=True,
    )


@transaction.atomic
def accept_invitation(*, invitation, by) -> User:
    """Give the invitation's role to a signed-in user; raise InvitationRefused, saying why.

    Of two at once one wins: the row is locked, so the second finds it accepted.
    """
    locked = _locked(invitation)
    raise_if_for_another(invitation=locked, user=by)
    user = User.objects.select_for_update().get(pk=by.pk)
    _give_role(user, locked)
    _close(locked, user)
    return user


@transaction.atomic
def accept_with_new_account(*, invitation, name, password) -> User:
    """Make the invited person's account, its address verified by the link; raise InvitationRefused."""
    locked = _locked(invitation)
    user = make_account(email=locked.email, name=name, password=password)
    _give_role(user, locked)
    _close(locked, user)
    return user


@transaction.atomic
def make_account(*, email, name, password) -> User:
    """Make an account whose address a mailed link has verified; raise AccountExists."""
    try:
        with transaction.atomic():
            user = User.objects.create_user(email, password, name=name)
    except IntegrityError:
        raise AccountExists from None
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def raise_if_over(*, invitation):
    """Raise InvitationUsed or InvitationExpired for an invitation whose link no longer opens anything."""
    if invitation.is_accepted:
        raise InvitationUsed
    if invitation.is_expired:
        raise InvitationExpired


def raise_if_for_another(*, invitation, user):
    """Raise InvitedSomebodyElse when the invitation was sent to another address than the user's."""
    if user.email.lower() != invitation.email:
        raise InvitedSomebodyElse


def _locked(invitation):
    try:
        locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    except Invitation.DoesNotExist:
        raise InvitationExpired from None
    raise_if_over(invitation=locked)
    return locked


def _give_role(user, invitation):
    """Nobody loses a role by an invitation: only staff's may take the place of another."""
    if user.role not in (Role.VISITOR, invitation.role) and invitation.role != Role.STAFF:
        raise RoleTaken
    if user.role != invitation.role:
        user.role = invitation.role
        user.save(update_fields=["role"])
    if invitation.role == Role.FUNDER:
        invitation.contract.funders.add(user)


def _close(invitation, user):
    invitation.accepted_at = timezone.now()
    invitation.accepted_by = user
    invitation._history_user = user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
