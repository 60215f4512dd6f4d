"""The right to act for a municipality, asked when a page opens and again when something is written."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from municipalities.enums import OfficialState
from municipalities.models import Municipality, Official


class RightTakenAway(PermissionDenied):
    """The official's right ended while the page was open; nothing is written."""

    def __init__(self):
        super().__init__(_("You do not act for this municipality any more, so nothing was saved."))


def keep_right(*, by, municipality_id: int) -> None:
    """Hold the user's right to act for a municipality until the transaction ends; raise RightTakenAway.

    Whoever takes the right away meanwhile waits for what is being written, or comes first and then nothing is.
    """
    if by is None or by.is_staff:
        return
    own = Official.objects.select_for_update().filter(user=by.pk, state=OfficialState.APPROVED)
    list(own.order_by("pk").values_list("pk"))
    if not Municipality.objects.for_user(by).filter(pk=municipality_id).exists():
        raise RightTakenAway


def own(user, records, pk, municipality="municipality"):
    """Return the record if the user answers for its municipality, found at the path; else raise Http404."""
    if not user.is_staff:
        records = records.filter(**{f"{municipality}__in": Municipality.objects.for_user(user).values("pk")})
    return get_object_or_404(records, pk=pk)
