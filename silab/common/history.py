"""A record's history in words: who, when, what was before and after (domain.md §12)."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from silab.common.templatetags.formats import NO_DATA, day, figure, moment

KINDS = {"+": gettext_lazy("added"), "~": gettext_lazy("changed"), "-": gettext_lazy("deleted")}
#: Long texts are shown by their beginning: the history says that they changed, the record says to what.
LONGEST = 120


@dataclass(frozen=True)
class Change:
    """One field's change, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Entry:
    """One change of a record."""

    at: datetime
    who: str
    words: str
    changes: tuple[Change, ...]


def entries(record, limit: int = 20) -> list[Entry]:
    """Return the latest `limit` changes of a record, newest first.

    One query, and one more for each kind of record that a changed field points at. Saves that changed
    nothing are left out.
    """
    versions = list(
        record.history.select_related("history_user").order_by("-history_date", "-history_id")[: limit + 1]
    )
    fields = [field for field in type(record)._meta.concrete_fields if _is_shown(field, versions)]
    names = _names_of_related(fields, versions)
    earlier = [*versions[1:], None]
    made = (_entry(now, before, fields, names) for now, before in zip(versions, earlier, strict=True))
    return [entry for entry in made if entry is not None][:limit]


def _entry(now, before, fields, names):
    is_change = now.history_type == "~"
    if is_change and before is None:
        return None  # the version before it lies beyond the limit
    changes = _changes(now, before, fields, names) if is_change else ()
    if is_change and not changes:
        return None
    who = str(now.history_user) if now.history_user else _("the portal")
    return Entry(now.history_date, who, str(KINDS[now.history_type]), changes)


def _changes(now, before, fields, names):
    pairs = ((field, getattr(before, field.attname), getattr(now, field.attname)) for field in fields)
    return tuple(
        Change(_label(field), _words(field, old, names), _words(field, new, names))
        for field, old, new in pairs
        if old != new
    )


def _is_shown(field, versions):
    return field.editable and not field.primary_key and bool(versions) and hasattr(versions[0], field.attname)


def _names_of_related(fields, versions):
    """Return {(model, pk): name} of every record that a changed field points or pointed at."""
    wanted = {}
    for field in (each for each in fields if each.is_relation):
        ids = {getattr(version, field.attname) for version in versions}
        if len(ids) > 1:
            wanted.setdefault(field.related_model, set()).update(ids - {None})
    return {
        (model, pk): str(related)
        for model, ids in wanted.items()
        for pk, related in model._default_manager.in_bulk(ids).items()
    }


def _label(field):
    label = str(field.verbose_name)
    return label[:1].upper() + label[1:]


def _words(field, value, names):
    if value is None or value == "":
        return NO_DATA
    if field.is_relation:
        return names.get((field.related_model, value), f"#{value}")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return _plain(value)


def _plain(value):
    if isinstance(value, list):
        return ", ".join(map(_plain, value)) or NO_DATA
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, int | float | Decimal):
        return figure(value)
    text = str(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
