"""The mails about the right to act for a municipality."""

from django.conf import settings
from django.urls import reverse

from municipalities.models import ColleagueInvitation, Official
from silab.accounts.enums import Role
from silab.accounts.models import User
from silab.notices.actions import notify


def tell_staff_of_request(official: Official) -> None:
    """Tell all staff that somebody waits for their word."""
    for person in User.objects.filter(role=Role.STAFF, is_active=True).order_by("pk"):
        _tell(official, "access_asked", person, reverse("municipalities:access_request", args=[official.pk]))


def tell_approved(official: Official) -> None:
    """Tell the asker that the municipality's page is open."""
    _tell(
        official,
        "access_approved",
        official.user,
        reverse("municipalities:own", args=[official.municipality_id]),
    )


def tell_refused(official: Official) -> None:
    """Tell the asker why not."""
    _tell(official, "access_refused", official.user, reverse("municipalities:mine"))


def tell_responsible(official: Official) -> None:
    """Tell the official that they are now the one responsible for engagement."""
    _tell(
        official,
        "made_responsible",
        official.user,
        reverse("municipalities:own", args=[official.municipality_id]),
    )


def tell_ended(official: Official) -> None:
    """Tell the official that the right is gone, and why."""
    _tell(official, "access_ended", official.user, reverse("municipalities:mine"))


def send_invitation(invitation: ColleagueInvitation, path: str) -> None:
    """Mail a colleague their personal link, once for each time it was asked to be sent."""
    notify(
        event=f"municipalities.colleague:{invitation.pk}:{invitation.invited_at:%Y%m%dT%H%M%S}",
        to=User.objects.filter(email=invitation.email).first() or invitation.email,
        template="municipalities/mail/colleague_invited",
        context={"invitation": invitation, "by": str(invitation.invited_by), "url": _whole(path)},
        confidential=True,
    )


def _tell(official, about, person, path):
    # The history's newest line names this very step: told once, however often it runs.
    step = official.history.order_by("-history_id").values_list("history_id", flat=True)[0]
    notify(
        event=f"municipalities.{about}:{official.pk}:{step}",
        to=person,
        template=f"municipalities/mail/{about}",
        context={"official": official, "url": _whole(path)},
    )


def _whole(path):
    return f"{settings.PORTAL_URL.rstrip('/')}{path}"
