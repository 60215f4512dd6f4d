"""Who hears what of a community: its municipality, its representative, its spokesperson; each once."""

from datetime import date, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from municipalities.communities.links import confirm_url, invited_url, own_url
from municipalities.enums import CommunityState, OfficialState
from municipalities.models import Community, CommunityInvitation, CommunityProposal, Spokesperson
from silab.accounts.enums import Role
from silab.accounts.models import User
from silab.notices.actions import notify

#: How long before a mandate's last day its people hear of it.
BEFORE_ENDING = timedelta(days=60)


def ask_to_confirm(proposal: CommunityProposal) -> None:
    """Send the link by which whoever described a community confirms the address."""
    notify(
        event=f"municipalities.proposal:{proposal.pk}",
        to=proposal.representative_email,
        template="municipalities/mail/proposal_confirm",
        context={"proposal": proposal, "url": confirm_url(proposal)},
        confidential=True,
    )


def invite(invitation: CommunityInvitation) -> None:
    """Send the link by which somebody describes a community."""
    notify(
        event=f"municipalities.community_invitation:{invitation.pk}",
        to=invitation.email,
        template="municipalities/mail/community_invitation",
        context={"invitation": invitation, "url": invited_url(invitation)},
        confidential=True,
    )


def tell_municipality(community: Community) -> None:
    """Tell those who decide that a community waits for them, each time that it is sent."""
    is_again = community.sent_back_at is not None
    moment = f":{community.sent_back_at:%Y%m%dT%H%M%S}" if community.sent_back_at else ""
    url = f"{settings.PORTAL_URL.rstrip('/')}{community.get_absolute_url()}"
    for user in deciders(community.municipality):
        notify(
            event=f"municipalities.community_defined:{community.pk}{moment}",
            to=user,
            template="municipalities/mail/community_defined",
            context={"community": community, "is_again": is_again, "url": url},
        )


def tell_representative(community: Community) -> None:
    """Tell the representative what the municipality decided, with the own link."""
    person = community.representative
    if person is None or not person.email:
        return
    is_accepted = community.state == CommunityState.ACCEPTED
    at = community.accepted_at if is_accepted else community.sent_back_at
    what = "community_accepted" if is_accepted else "community_sent_back"
    notify(
        event=f"municipalities.{what}:{community.pk}:{at:%Y%m%dT%H%M%S}",
        to=person,
        template=f"municipalities/mail/{what}",
        context={"community": community, "url": own_url(community)},
        confidential=True,
    )


def deciders(municipality) -> list[User]:
    """Return the municipality's approved officials (its successor's too), or staff where it has none."""
    active = User.objects.filter(is_active=True)
    places = [key for key in (municipality.pk, municipality.merged_into_id) if key]
    officials = active.filter(
        officials__municipality__in=places, officials__state=OfficialState.APPROVED
    ).distinct()
    return list(officials.order_by("pk")) or list(active.filter(role=Role.STAFF).order_by("pk"))


def tell_of_ending_mandates(today: date | None = None) -> None:
    """Tell officials and spokespersons of the mandates that end within 60 days, each once for each end."""
    today = today or timezone.localdate()
    for mandate in ending_mandates(today).select_related("person", "community__municipality__merged_into"):
        _tell_of_ending(mandate)


def ending_mandates(today: date):
    """Return the mandates that end within 60 days and that no later one follows."""
    later = Spokesperson.objects.filter(
        community=OuterRef("community"), mandate_from__gt=OuterRef("mandate_to")
    )
    ending = Q(mandate_from__lte=today, mandate_to__range=(today, today + BEFORE_ENDING))
    return Spokesperson.objects.filter(ending & ~Exists(later)).order_by("mandate_to", "pk")


def _tell_of_ending(mandate):
    community = mandate.community
    event = f"municipalities.mandate_ending:{mandate.pk}:{mandate.mandate_to:%Y-%m-%d}"
    url = f"{settings.PORTAL_URL.rstrip('/')}{community.get_absolute_url()}"
    context = {"mandate": mandate, "community": community}
    told = set()
    for user in deciders(community.municipality):
        told.add(user.email.lower())
        notify(
            event=event,
            to=user,
            template="municipalities/mail/mandate_ending",
            context={**context, "url": url, "is_own": False},
        )
    person = mandate.person
    if person.email and person.email.lower() not in told:
        notify(
            event=event,
            to=person,
            template="municipalities/mail/mandate_ending",
            context={**context, "url": "", "is_own": True},
        )
