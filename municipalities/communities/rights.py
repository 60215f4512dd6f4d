"""The right to act for a municipality, asked when a page opens and again when something is written."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _

from municipalities.enums import OfficialState
from municipalities.models import Municipality, Official


class RightTakenAway(PermissionDenied):
    """The official's right ended while the page was open; nothing is written. The refusal says so."""

    def __init__(self, municipality):
        super().__init__(
            _(
                "You do not act for %(name)s any more, so nothing was saved. "
                "If that is a mistake, write to Silab or to a colleague at the municipality."
            )
            % {"name": municipality}
        )


def keep_right(*, by, municipality_id: int) -> None:
    """Hold the user's right to act for a municipality until the transaction ends; raise RightTakenAway.

    Whoever takes the right away meanwhile waits for what is being written, or comes first and then nothing is.
    """
    if by is None or by.is_staff:
        return
    own = Official.objects.select_for_update().filter(user=by.pk, state=OfficialState.APPROVED)
    list(own.order_by("pk").values_list("pk"))
    if not Municipality.objects.for_user(by).filter(pk=municipality_id).exists():
        raise RightTakenAway(Municipality.objects.get(pk=municipality_id))


def own_or_refused(user, queryset, pk, municipality="municipality"):
    """Return the record of `queryset` if the user acts for its municipality, found at the path `municipality`.

    Raises RightTakenAway for somebody who once did, Http404 for everybody else.
    """
    record = queryset.filter(pk=pk).first()
    if record is None:
        raise Http404
    of = record
    for step in filter(None, municipality.split("__")):
        of = getattr(of, step)
    if user.is_staff or Municipality.objects.for_user(user).filter(pk=of.pk).exists():
        return record
    once = Official.history.filter(user=user.pk, municipality=of.pk, state=OfficialState.APPROVED)
    if once.exists():
        raise RightTakenAway(of)
    raise Http404
