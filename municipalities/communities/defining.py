"""How a community is described: by a public form and a confirmed address, or by an invitation (domain.md §2)."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from municipalities.communities import telling
from municipalities.communities.rights import keep_right
from municipalities.enums import CommunityState
from municipalities.models import Community, CommunityInvitation, CommunityProposal
from silab.accounts.models import Person
from silab.common.text import search_key

#: What nobody has confirmed by then is forgotten.
FORGOTTEN_AFTER = timedelta(days=30)
DESCRIPTION = ("municipality", "name", "kind", "self_definition", "boundary", "founded_on")


class NameTaken(ValidationError):
    """The municipality has a community of this name already."""


class NotSentBack(Exception):
    """There is nothing to correct: the community waits for the municipality, or is accepted."""


def refuse_taken_name(municipality, name: str, but: Community | None = None) -> None:
    """Raise NameTaken when another community of the municipality is called so, whatever the case and diacritics."""
    same = Community.objects.filter(municipality=municipality, search_key=search_key(name)[:200])
    if but is not None:
        same = same.exclude(pk=but.pk)
    found = same.order_by("pk").first()
    if found is not None:
        raise NameTaken(
            _(
                "%(municipality)s already has the community “%(name)s”. "
                "If it is yours, write to the municipality; if it is another one, give yours a name of its own."
            )
            % {"municipality": municipality, "name": found.name}
        )


@transaction.atomic
def propose(*, proposal: CommunityProposal) -> CommunityProposal:
    """Keep what a stranger wrote until the address is confirmed, and send the link for that.

    Raises NameTaken.
    """
    refuse_taken_name(proposal.municipality, proposal.name)
    proposal.representative_email = proposal.representative_email.strip().lower()
    proposal.proposed_on = timezone.localdate()
    proposal.save()
    telling.ask_to_confirm(proposal)
    return proposal


@transaction.atomic
def confirm(*, proposal: CommunityProposal, name: str = "") -> Community:
    """Make a proposal a community and tell its municipality; confirmed twice it is the same community.

    `name` is another one, where the first was taken meanwhile. Raises NameTaken.
    """
    locked = CommunityProposal.objects.select_for_update(of=("self",)).order_by().get(pk=proposal.pk)
    if locked.community is not None:
        return locked.community
    locked.name = name or locked.name
    community = locked.community = define(
        **{field: getattr(locked, field) for field in DESCRIPTION},
        person=representative(
            name=locked.representative_name,
            email=locked.representative_email,
            phone=locked.representative_phone,
        ),
    )
    locked.save()
    return community


@transaction.atomic
def invite(*, municipality, email: str, name: str = "", message: str = "", by) -> CommunityInvitation:
    """Ask somebody to describe a community of the municipality; raise RightTakenAway."""
    keep_right(by=by, municipality_id=municipality.pk)
    invitation = CommunityInvitation.objects.create(
        municipality=municipality,
        email=email.strip().lower(),
        name=name,
        message=message,
        invited_at=timezone.now(),
        invited_by=by,
    )
    telling.invite(invitation)
    return invitation


@transaction.atomic
def define_invited(*, invitation: CommunityInvitation, name, phone="", **description) -> Community:
    """Make what an invited person wrote a community: the letter has confirmed the address.

    `name` is the person's, `description` the community's (DESCRIPTION without the municipality, its name as
    `community_name`). Sent twice it is the same community. Raises NameTaken.
    """
    locked = CommunityInvitation.objects.select_for_update(of=("self",)).order_by().get(pk=invitation.pk)
    if locked.community is not None:
        return locked.community
    community = locked.community = define(
        municipality=locked.municipality,
        name=description.pop("community_name"),
        person=representative(name=name, email=locked.email, phone=phone),
        **description,
    )
    locked.save()
    return community


def define(*, person: Person, municipality, name: str, **description) -> Community:
    """Make a self-defined community and tell its municipality; raise NameTaken."""
    refuse_taken_name(municipality, name)
    community = Community(
        municipality=municipality,
        name=name,
        representative=person,
        defined_on=timezone.localdate(),
        **description,
    )
    _saved(community)
    telling.tell_municipality(community)
    return community


@transaction.atomic
def correct(*, community: Community, **description) -> Community:
    """Send a community that was sent back to its municipality once more; raise NotSentBack, NameTaken."""
    locked = Community.objects.select_for_update(of=("self",)).order_by().get(pk=community.pk)
    if locked.state != CommunityState.SENT_BACK:
        raise NotSentBack
    for field, value in description.items():
        setattr(locked, field, value)
    refuse_taken_name(locked.municipality, locked.name, but=locked)
    locked.state = CommunityState.DEFINED
    locked.defined_on = timezone.localdate()
    _saved(locked)
    telling.tell_municipality(locked)
    return locked


def representative(*, name: str, email: str, phone: str = "") -> Person:
    """Return the person of a confirmed address; who is known keeps their name."""
    person, is_new = Person.objects.get_or_create(
        email=email.strip().lower(), defaults={"name": name, "phone": phone}
    )
    if not is_new and phone and not person.phone:
        person.phone = phone
        person.save()
    return person


def forget_unconfirmed() -> int:
    """Delete the proposals that nobody confirmed in 30 days; return how many."""
    old = timezone.localdate() - FORGOTTEN_AFTER
    return CommunityProposal.objects.filter(community=None, proposed_on__lt=old).delete()[0]


def _saved(community):
    try:
        with transaction.atomic():
            community.save()
    except IntegrityError:
        # Somebody of the same minute was faster.
        refuse_taken_name(community.municipality, community.name, but=community)
        raise
