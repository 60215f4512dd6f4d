"""The right to act for a municipality: asked for, given, refused, taken away (domain.md §1)."""

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from municipalities.enums import OfficialState
from municipalities.home import mails
from municipalities.home.addresses import has_own_address
from municipalities.mail_domains import is_own
from municipalities.models import ColleagueInvitation, Official
from silab.accounts.enums import Role
from silab.accounts.models import User


class AccessRefused(Exception):
    """What was asked cannot be done any more; the text says why to its reader."""


class AlreadyDecided(AccessRefused):
    """Somebody else has decided first; `official` holds their decision."""

    def __init__(self, official):
        super().__init__(_("This request has already been decided."))
        self.official = official


class ReasonMissing(AccessRefused):
    """Whoever is refused or loses a right reads why."""


@transaction.atomic
def ask_access(*, municipality, post, by) -> Official:
    """Ask to act for a municipality; approved at once by a confirmed address at its own mail domain.

    Asking again after a refusal is allowed; raise AccessRefused for who may act there already, or waits.
    """
    found, is_new = _official(by, municipality, post=post.strip(), by=by)
    official = _locked(found)
    if official.may_act:
        raise AccessRefused(_("You already act for this municipality."))
    if official.state == OfficialState.ASKED and not is_new:
        raise AccessRefused(_("You have already asked. Silab's people look at it and write to you."))
    if not is_new:
        official.post = post.strip()
        _move(official, OfficialState.ASKED, by=by)
    if _speaks_for_itself(official):
        return _approve(official, by=None)
    mails.tell_staff_of_request(official)
    return official


@transaction.atomic
def withdraw_request(*, official, by) -> Official:
    """Take one's own request back; raise AlreadyDecided when staff were faster."""
    return _move(_undecided(official), OfficialState.WITHDRAWN, by=by)


@transaction.atomic
def approve_request(*, official, by) -> Official:
    """Approve a request and tell the asker; raise AlreadyDecided for all but the first who decide."""
    return _approve(_undecided(official), by=by)


@transaction.atomic
def refuse_request(*, official, reason, by) -> Official:
    """Refuse a request with a reason and tell the asker; raise ReasonMissing, AlreadyDecided."""
    locked = _undecided(official)
    _move(locked, OfficialState.REFUSED, by=by, reason=_worded(reason))
    mails.tell_refused(locked)
    return locked


@transaction.atomic
def approve_by_address(*, address: EmailAddress) -> list[Official]:
    """Approve what its owner has asked for at the municipality whose own mail domain the confirmed address has."""
    waiting = Official.objects.waiting().filter(user=address.user_id).select_related("municipality")
    ours = [one for one in waiting.order_by("pk") if is_own(one.municipality.mail_domain, address.email)]
    approved = []
    for official in ours:
        locked = _locked(official)
        if locked.state == OfficialState.ASKED and _speaks_for_itself(locked):
            approved.append(_approve(locked, by=None))
    return approved


@transaction.atomic
def end_right(*, official, reason, by) -> Official:
    """Take away the right to act; what the official invited others to lapses. Raise ReasonMissing, AlreadyDecided.

    Nobody needs a reason for giving up their own.
    """
    locked = _locked(official)
    if not locked.may_act:
        raise AlreadyDecided(locked)
    is_own_right = by == locked.user
    _move(locked, OfficialState.ENDED, by=by, reason=reason.strip() if is_own_right else _worded(reason))
    if not is_own_right:
        mails.tell_ended(locked)
    return locked


@transaction.atomic
def decide_official(*, official, state, by) -> Official:
    """Set an official's state, as the administration does; who had no role yet gets an official's."""
    locked = _locked(official)
    return _move(locked, state, by=by, reason=locked.reason)


@transaction.atomic
def make_responsible(*, official, by) -> Official:
    """Make the official the one who is responsible for engagement, in place of who was, and tell them once; raise
    AlreadyDecided.

    The municipality's officials are locked in one order: of two handovers at once the later one holds.
    """
    everybody = Official.objects.filter(municipality=official.municipality_id).order_by("pk")
    found = {one.pk: one for one in everybody.select_for_update()}
    heir = found[official.pk]
    if not heir.may_act:
        raise AlreadyDecided(heir)
    for one in found.values():
        if one.responsible_for_engagement and one != heir:
            one.responsible_for_engagement = False
            _save(one, by)
    if not heir.responsible_for_engagement:
        heir.responsible_for_engagement = True
        _save(heir, by)
        if heir.user_id != by.pk:
            mails.tell_responsible(heir)
    return heir


def grant(*, user, municipality, post, by) -> Official:
    """Let the user act for the municipality by a colleague's invitation, whatever was decided before."""
    found, _is_new = _official(user, municipality, post=post, by=by)
    official = _locked(found)
    official.post = official.post or post
    return official if official.may_act else _move(official, OfficialState.APPROVED, by=by)


def _official(user, municipality, *, post, by):
    return Official.objects.get_or_create(
        user=user, municipality=municipality, defaults={"post": post, "created_by": by}
    )


def _approve(locked, *, by):
    _move(locked, OfficialState.APPROVED, by=by)
    mails.tell_approved(locked)
    return locked


def _speaks_for_itself(official) -> bool:
    """Whether nobody needs to look: an own address, and no refusal or loss of this right before."""
    looked_at = official.history.filter(state__in=(OfficialState.REFUSED, OfficialState.ENDED))
    return not looked_at.exists() and has_own_address(official.user, official.municipality)


def _move(locked, state, *, by, reason=""):
    is_decision = state not in (OfficialState.ASKED, OfficialState.WITHDRAWN)
    locked.state = state
    locked.reason = reason
    locked.decided_at = timezone.now() if is_decision else None
    locked.decided_by = by if is_decision else None
    locked.responsible_for_engagement = locked.responsible_for_engagement and locked.may_act
    _save(locked, by)
    _fit_role(locked)
    if state == OfficialState.ENDED:
        lapsing(locked).delete()
    return locked


def lapsing(official):
    """Return the open invitations that end with the right: what the official sent, and what would bring them back."""
    addresses = EmailAddress.objects.filter(user=official.user).values_list("email", flat=True)
    theirs = Q(invited_by=official.user_id) | Q(email__in={official.user.email, *addresses})
    found = ColleagueInvitation.objects.filter(theirs, municipality=official.municipality_id, official=None)
    return found.order_by("email")


def _fit_role(official):
    """An official's role comes with the first right and goes with the last."""
    user = User.objects.select_for_update().get(pk=official.user_id)
    if official.may_act and user.role == Role.VISITOR:
        user.role = Role.OFFICIAL
    elif official.state == OfficialState.ENDED and user.role == Role.OFFICIAL:
        acts = Official.objects.acting().filter(user=user).exists()
        user.role = Role.OFFICIAL if acts else Role.VISITOR
    if user.role != official.user.role:
        user.save(update_fields=["role"])
    official.user = user


def _undecided(official):
    locked = _locked(official)
    if locked.state != OfficialState.ASKED:
        raise AlreadyDecided(locked)
    return locked


def _locked(official):
    found = Official.objects.select_for_update(of=("self",)).select_related("user", "municipality")
    return found.get(pk=official.pk)


def _worded(reason):
    if not reason.strip():
        raise ReasonMissing(_("Write why: the person reads it."))
    return reason.strip()


def _save(official, by):
    official._history_user = by
    official.save()
