"""Members of a network over time, and who comes to the meetings for them (domain.md §4)."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from municipalities.models import Municipality
from networks.models import Membership, Network, Representative
from silab.accounts.models import Person
from silab.common.templatetags.formats import day


@transaction.atomic
def save_network(*, network: Network, by) -> Network:
    """Save a new or changed network."""
    if network.pk:
        network._history_user = by
    else:
        network.created_by = by
    network.save()
    return network


@transaction.atomic
def join(*, network: Network, municipality: Municipality, joined_on: date, by) -> Membership:
    """Take a municipality into the network from a day on; who left may come back.

    Raises ValidationError for a day before the network began or on which it is no municipality, and while another
    membership of it lasts.
    """
    Network.objects.select_for_update(of=("self",)).order_by().get(pk=network.pk)
    if joined_on < network.started_on:
        words = _("The network began on %(day)s: nobody can have joined before.")
        raise ValidationError({"joined_on": words % {"day": day(network.started_on)}})
    if not municipality.is_valid_on(joined_on):
        words = _("%(name)s is no municipality on this day.")
        raise ValidationError({"joined_on": words % {"name": municipality.name}})
    others = network.memberships.filter(municipality=municipality).order_by("joined_on")
    if others.filter(left_on=None).exists():
        raise ValidationError({"municipality": _("%(name)s is a member.") % {"name": municipality.name}})
    later = others.filter(Q(left_on__gt=joined_on)).last()
    if later:
        words = _("%(name)s was a member until %(day)s: a new membership can begin from then on.")
        raise ValidationError({"joined_on": words % {"name": municipality.name, "day": day(later.left_on)}})
    return Membership.objects.create(
        network=network, municipality=municipality, joined_on=joined_on, created_by=by
    )


@transaction.atomic
def leave(*, membership: Membership, left_on: date, by) -> Membership:
    """End a membership; `left_on` is the first day without. Raises ValidationError for a day before it began."""
    found = Membership.objects.select_for_update(of=("self",)).order_by().get(pk=membership.pk)
    if found.left_on:
        raise ValidationError({"left_on": _("This membership has ended already.")})
    if left_on < found.joined_on:
        raise ValidationError({"left_on": _("A membership cannot end before it begins.")})
    found.left_on = left_on
    found._history_user = by
    found.save()
    return found


@transaction.atomic
def add_representative(*, membership: Membership, person: Person, by) -> Representative:
    """Note who comes for a member; raise ValidationError for somebody noted already."""
    made, is_new = Representative.objects.get_or_create(
        membership=membership, person=person, defaults={"created_by": by}
    )
    if not is_new:
        raise ValidationError({"name": _("%(name)s is already noted.") % {"name": person.name}})
    return made


@transaction.atomic
def remove_representative(*, representative: Representative, by) -> None:
    """Somebody comes no longer for the member; the history keeps that they did."""
    representative._history_user = by
    representative.delete()
