"""Spokespersons' mandates: given, ended, handed over; never two at once (domain.md §2)."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from municipalities.communities.rights import keep_right
from municipalities.mandate_guard import is_overlap
from municipalities.models import Community, Spokesperson
from silab.accounts.models import Person
from silab.common.templatetags.formats import day
from silab.common.text import search_key


class MandateOverlaps(ValidationError):
    """Somebody else speaks for the community on a day of this mandate; the message stands at the field."""


class AddressOfAnother(ValidationError):
    """The e-mail address is recorded for somebody with another name."""


@transaction.atomic
def give_mandate(*, community, name, email="", phone="", by, **mandate) -> Spokesperson:
    """Make somebody the community's spokesperson; `mandate` is role, mandate_from, mandate_to, chosen_how.

    Raises MandateOverlaps, AddressOfAnother, RightTakenAway.
    """
    locked = _locked(community, by)
    return _given(locked, by, person=_person(locked, name, email, phone, by), **mandate)


@transaction.atomic
def hand_over(
    *, mandate: Spokesperson, name, email="", phone="", mandate_from: date, by, **more
) -> Spokesperson:
    """Give the mandate to somebody else: the old one ends the day before, both or neither.

    Raises MandateOverlaps, AddressOfAnother, RightTakenAway.
    """
    community = _locked(mandate.community, by)
    old = Spokesperson.objects.order_by().get(pk=mandate.pk)
    if mandate_from <= old.mandate_from:
        raise MandateOverlaps(
            {
                "mandate_from": _("%(name)s’s mandate began on %(day)s: the new one begins later.")
                % {"name": old.person.name, "day": day(old.mandate_from)}
            }
        )
    last = mandate_from - timedelta(days=1)
    if old.mandate_to is None or old.mandate_to > last:
        old.mandate_to = last
        _saved(old, by)
    person = _person(community, name, email, phone, by)
    return _given(community, by, person=person, mandate_from=mandate_from, **more)


@transaction.atomic
def change_mandate(
    *, mandate: Spokesperson, by, phone: str | None = None, email: str = "", **changes
) -> Spokesperson:
    """Change role, days or how somebody was chosen, or end the mandate (`mandate_to`); mend the contact.

    The contact of who has an account of their own is theirs to change. Raises MandateOverlaps,
    AddressOfAnother, RightTakenAway.
    """
    community = _locked(mandate.community, by)
    locked = Spokesperson.objects.select_related("person").order_by().get(pk=mandate.pk)
    for field, value in changes.items():
        setattr(locked, field, value)
    _refuse_overlap(locked, community)
    _saved(locked, by)
    _mend_contact(locked.person, phone, email, by)
    return locked


@transaction.atomic
def remove_mandate(*, mandate: Spokesperson, by) -> None:
    """Take back a mandate that was entered by mistake; its history stays. Raises RightTakenAway."""
    _locked(mandate.community, by)
    found = Spokesperson.objects.order_by().get(pk=mandate.pk)
    found._history_user = by
    found.delete()


def may_mend_contact(person: Person) -> bool:
    """Whether others than the person keep their phone and address: those with an account do it themselves."""
    return person.user_id is None


def _locked(community, by):
    # The community's row makes writers of its mandates wait for one another.
    locked = Community.objects.select_for_update(of=("self",)).order_by().get(pk=community.pk)
    keep_right(by=by, municipality_id=locked.municipality_id)
    return locked


def _given(community, by, **fields):
    mandate = Spokesperson(community=community, created_by=by, **fields)
    _refuse_overlap(mandate, community)
    return _saved(mandate, by)


def _refuse_overlap(mandate, community):
    others = Spokesperson.objects.filter(community=community).exclude(pk=mandate.pk).select_related("person")
    for other in others.order_by("mandate_from"):
        if mandate.overlaps(other):
            raise MandateOverlaps({"mandate_from": overlap_words(other)})


def overlap_words(other: Spokesperson) -> str:
    """Say whose mandate stands in the way."""
    if other.mandate_to is None:
        words = _("%(name)s has had a mandate since %(first)s without an end. End it or hand it over.")
        return words % {"name": other.person.name, "first": day(other.mandate_from)}
    words = _("%(name)s has a mandate from %(first)s to %(last)s. Mandates of one community do not overlap.")
    return words % {
        "name": other.person.name,
        "first": day(other.mandate_from),
        "last": day(other.mandate_to),
    }


def _saved(mandate, by):
    mandate._history_user = by
    try:
        with transaction.atomic():
            mandate.save()
    except IntegrityError as error:
        if not is_overlap(error):
            raise
        words = _("Somebody else has a mandate on these days. Mandates of one community do not overlap.")
        raise MandateOverlaps({"mandate_from": words}) from error
    return mandate


def _person(community, name, email, phone, by):
    email = email.strip().lower()
    known = _known(community, name, email)
    if known is None:
        person = Person(name=name, email=email, phone=phone, created_by=by)
        person._history_user = by
        person.save()
        return person
    _mend_contact(known, phone or None, email, by)
    return known


def _known(community, name, email):
    """Find the person by address, or by name among those who have spoken or described this community."""
    if email:
        found = Person.objects.filter(email=email).first()
        if found is not None:
            if _letters(found.name) != _letters(name):
                words = _(
                    "This address is recorded for somebody with another name. Check it, or leave it empty."
                )
                raise AddressOfAnother({"email": words})
            return found
    same_name = Person.objects.filter(search_key=search_key(name)[:200])
    of_community = same_name.filter(mandates__community=community) | same_name.filter(
        represented_communities=community
    )
    found = of_community.order_by("-pk").first()
    return found if found is not None and (not email or not found.email) else None


def _letters(name):
    return "".join(letter for letter in search_key(name) if letter.isalnum())


def _mend_contact(person, phone, email, by):
    """Take a phone, and an address where there is none: an address is how a person is told from others."""
    if not may_mend_contact(person):
        return
    before = (person.phone, person.email)
    if phone is not None:
        person.phone = phone
    if email and not person.email:
        if Person.objects.filter(email=email).exists():
            raise AddressOfAnother({"email": _("This address is recorded for somebody else.")})
        person.email = email
    if (person.phone, person.email) != before:
        person._history_user = by
        person.save()
