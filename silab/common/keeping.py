"""Keeping what was typed into a form: nobody overwrites what they have not seen, two clicks make one record."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any, TypeVar

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.forms import model_to_dict
from django.utils import timezone
from django.utils.translation import gettext as _

from silab.common.models import Recorded

Row = TypeVar("Row", bound=Recorded)

#: The same words from the same person within it are the second of two clicks.
TWO_CLICKS = timedelta(minutes=1)


class ChangedMeanwhile(Exception):
    """Somebody changed the record after the form was opened; `theirs` are the form's fields as they are now."""

    def __init__(self, record, theirs: dict[str, Any]):
        super().__init__(str(record))
        self.record, self.theirs = record, theirs


@dataclass(frozen=True)
class Edit:
    """What a form gives to be kept: what was typed, by field, and the mark (`mark_of`) of what it began from."""

    typed: dict[str, Any]
    seen: str = ""
    #: The record under which a new one stands, by the name of its field.
    under: dict[str, Any] = field(default_factory=dict)
    #: Fields that the portal fills where they are left empty: they tell no two records apart.
    filled: tuple[str, ...] = ()


@transaction.atomic
def keep(*, record: Row, by, edit: Edit | None = None, taken: str = "") -> Row:
    """Save a record that a form has checked and return it; of two clicks of one person both return the same.

    Raises ChangedMeanwhile when somebody else has written something else into one of the form's fields,
    ValidationError when the record is gone, or with the words `taken` when another has its number by now.
    """
    try:
        with transaction.atomic():
            return _added(record, by, edit) if record._state.adding else _changed(record, by, edit)
    except IntegrityError:
        if not taken:
            raise
        raise ValidationError(taken) from None


def values_of(record: models.Model, names: Iterable[str]) -> dict[str, Any]:
    """Return the record's values by field as a form shows them."""
    return model_to_dict(record, fields=list(names))


def mark_of(values: dict[str, Any]) -> str:
    """Return the mark that tells these values from any others, field by field."""
    return " ".join(f"{name}:{_digest(value)}" for name, value in values.items())


def changed_since(seen: str, values: dict[str, Any]) -> set[str]:
    """Return the fields whose values are not those of the mark `seen`."""
    marks = dict(part.partition(":")[::2] for part in seen.split())
    return {name for name, value in values.items() if name in marks and marks[name] != _digest(value)}


def is_same(one, other) -> bool:
    """Whether two values of a form's field are the same."""
    return _plain(one) == _plain(other)


def made_just_now(model: type[Row], edit: Edit, by) -> Row | None:
    """Return the record that this person made of the same words a moment ago, None when there is none."""
    asked = {name: value for name, value in edit.typed.items() if name not in edit.filled}
    since = timezone.now() - TWO_CLICKS
    recent = model._default_manager.filter(created_by=by.pk, created_at__gte=since, **edit.under)
    for row in recent.order_by("-pk")[:20]:
        if all(is_same(value, asked[name]) for name, value in values_of(row, asked).items()):
            return row
    return None


def _added(record, by, edit):
    if edit is not None:
        # Two clicks come one after the other, and the second finds what the first has made.
        get_user_model()._base_manager.select_for_update().order_by().get(pk=by.pk)
        if twin := made_just_now(type(record), edit, by):
            return twin
    record.created_by = by
    return _saved(record, by, edit)


def _changed(record, by, edit):
    if edit is None:
        return _saved(record, by, edit)
    held = type(record)._default_manager.select_for_update().order_by().filter(pk=record.pk).first()
    if held is None:
        raise ValidationError(_("Somebody has removed this meanwhile. What you typed is still here."))
    theirs = values_of(held, edit.typed)
    if any(not is_same(theirs[name], edit.typed[name]) for name in changed_since(edit.seen, theirs)):
        raise ChangedMeanwhile(held, theirs)
    for each in held._meta.concrete_fields:
        if each.name in edit.typed:
            setattr(held, each.name, getattr(record, each.name))
    return _saved(held, by, edit)


def _saved(record, by, edit):
    record._history_user = by
    record.save()
    for each in type(record)._meta.many_to_many:
        if edit is not None and each.name in edit.typed:
            getattr(record, each.name).set(edit.typed[each.name])
    return record


def _digest(value) -> str:
    return hashlib.sha256(repr(_plain(value)).encode()).hexdigest()[:16]


def _plain(value):
    """A value that is the same whether it comes from the form or from the database."""
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, models.QuerySet | list | tuple):
        return sorted(map(_plain, value))
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value.replace("\r\n", "\n") if isinstance(value, str) else value
