"""How a municipality engages its communities, recorded: principles, formats and their events, decisions."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from municipalities.communities.rights import keep_right
from municipalities.models import CocreationFormat, DecisionParticipation, FormatEvent, Principles
from silab.common.uploads import take

Entry = Principles | CocreationFormat | FormatEvent | DecisionParticipation


@transaction.atomic
def record(*, entry: Entry, communities: Iterable | None = None, file=None, drop_file=False, by) -> Entry:
    """Save a new or changed entry with its communities and file; its history keeps who.

    Raises RightTakenAway, and ValidationError for a file that may not be attached.
    """
    keep_right(by=by, municipality_id=municipality_of(entry).pk)
    if drop_file and isinstance(entry, Principles):
        # The file itself stays for the history.
        entry.file, entry.file_name = "", ""
    if file is not None:
        take(entry, file)
    if entry._state.adding:
        entry.created_by = by
    entry._history_user = by
    entry.save()
    if communities is not None and not isinstance(entry, Principles):
        entry.communities.set(communities)
    return entry


@transaction.atomic
def remove(*, entry: Entry, by) -> None:
    """Delete an entry; its history stays. Raises RightTakenAway, ValidationError for a format with events."""
    keep_right(by=by, municipality_id=municipality_of(entry).pk)
    if isinstance(entry, CocreationFormat) and entry.events.exists():
        raise ValidationError(_("This format has events. Delete them first, or give the format an end."))
    entry._history_user = by
    entry.delete()


def municipality_of(entry: Entry):
    """Return the municipality whose entry it is."""
    return entry.format.municipality if isinstance(entry, FormatEvent) else entry.municipality
