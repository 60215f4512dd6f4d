"""What happens to the log of contacts: one is noted, corrected, followed up, deleted (domain.md §1)."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from municipalities.contacts.purposes import purposes, why_kept
from municipalities.models import Contact, Municipality

#: The same words about the same municipality within this time are one contact: the button was pressed twice.
TWICE = timedelta(minutes=2)


class Kept(Exception):
    """The contact is another record's evidence; the message says whose."""


@transaction.atomic
def note_contact(*, by, made_for=None, **values) -> tuple[Contact, bool]:
    """Note a contact, for what `made_for` holds by key of a purpose; return it and whether it is new.

    However often the form is sent, or two tabs send it, the contact is noted once.
    """
    # Who sends the same again waits here for the first.
    Municipality.objects.select_for_update().order_by("pk").get(pk=values["municipality"].pk)
    same = Contact.objects.filter(**values, created_by=by, created_at__gte=timezone.now() - TWICE)
    known = same.order_by("pk").first()
    if known is not None:
        return known, False
    contact = write_contact(by=by, **values)
    _keep_purposes(contact, made_for, by)
    return contact, True


def write_contact(*, by, **values) -> Contact:
    """Write a contact as it is given."""
    contact = Contact(created_by=by, **values)
    contact._history_user = by
    contact.save()
    return contact


@transaction.atomic
def change_contact(*, contact: Contact, by, made_for=None) -> Contact:
    """Save what was corrected of a contact; a date to come back to that was moved waits again."""
    before = Contact.objects.select_for_update().order_by("pk").get(pk=contact.pk)
    contact.followed_up_at, contact.followed_up_by = before.followed_up_at, before.followed_up_by
    if contact.follow_up_on != before.follow_up_on:
        contact.followed_up_at = contact.followed_up_by = None
    contact._history_user = by
    contact.save()
    _keep_purposes(contact, made_for, by)
    return contact


@transaction.atomic
def delete_contact(*, contact: Contact, by) -> None:
    """Delete a contact; raise Kept for one that another record rests on. Its history stays."""
    locked = Contact.objects.select_for_update().order_by("pk").get(pk=contact.pk)
    if words := why_kept(locked):
        raise Kept(words)
    locked._history_user = by
    locked.delete()


@transaction.atomic
def finish_follow_up(*, contact: Contact, by) -> bool:
    """Mark that staff came back to it; return whether this call did, False where somebody had before."""
    locked = Contact.objects.select_for_update().order_by("pk").get(pk=contact.pk)
    if locked.follow_up_on is None or locked.followed_up_at is not None:
        return False
    _followed_up(contact, locked, at=timezone.now(), by=by)
    return True


@transaction.atomic
def reopen_follow_up(*, contact: Contact, by) -> None:
    """Take back that staff came back to it."""
    locked = Contact.objects.select_for_update().order_by("pk").get(pk=contact.pk)
    _followed_up(contact, locked, at=None, by=by)


def _followed_up(contact, locked, *, at, by):
    for one in (contact, locked):
        one.followed_up_at, one.followed_up_by = at, by if at else None
    locked._history_user = by
    locked.save()


def _keep_purposes(contact, made_for, by):
    for purpose in purposes():
        if made_for is not None and purpose.key in made_for:
            purpose.keep(contact=contact, value=made_for[purpose.key], by=by)
