"""The form of a record that several people edit: what others saved meanwhile stands beside what was typed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.choices import flatten_choices
from django.utils.translation import gettext as _

from silab.common.keeping import (
    ChangedMeanwhile,
    Edit,
    changed_since,
    is_same,
    made_just_now,
    mark_of,
    values_of,
)
from silab.common.templatetags.formats import NO_DATA, day, figure


@dataclass(frozen=True)
class Differing:
    """A field that somebody else changed meanwhile, in words; `anchor` is its place in the form."""

    label: str
    anchor: str
    theirs: str
    mine: str


@dataclass(frozen=True)
class Conflict:
    """What somebody saved after the form was opened: fields changed by both, and by them alone."""

    who: str
    at: datetime | None
    both: tuple[Differing, ...]
    theirs_alone: tuple[Differing, ...]


class EditForm(forms.ModelForm):
    """A record's form that overwrites nothing its writer (`by`) has not seen, and makes one record of two clicks."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    #: The field, not in the form, under which a new record stands.
    under = ""
    #: Fields that the portal fills where they are left empty.
    filled: tuple[str, ...] = ()
    #: The field beside which stands why the record could not be saved.
    refused_at: str | None = None
    #: What the first of two clicks has made.
    twin: Any = None
    conflict: Conflict | None = None

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by
        if not self.instance._state.adding and not self.is_bound:
            self.initial["seen"] = mark_of(values_of(self.instance, self._names))

    @property
    def status(self) -> int:
        """The status of the answer that shows the form."""
        return 409 if self.conflict else 200

    def kept(self, save: Callable[..., Any]) -> Any:
        """Save the checked form by `save(edit=…)` and return the record.

        None when it could not be saved: the reason stands at its field, what others saved in `conflict`, and
        the form holds what was typed.
        """
        if self.twin is not None:
            return self.twin
        try:
            return save(edit=self._edit)
        except ChangedMeanwhile as meanwhile:
            self._show_beside(meanwhile)
        except ValidationError as refused:
            self.add_error(self.refused_at, refused)
        return None

    def _clean_form(self):
        if self.instance._state.adding and not self._errors:
            self.twin = made_just_now(self._meta.model, self._edit, self.by)
        super()._clean_form()

    def _post_clean(self):
        # What the first click has made would be in its own way.
        if self.twin is None:
            super()._post_clean()

    @property
    def _names(self):
        return [name for name in self._meta.fields or () if name in self.fields]

    @property
    def typed(self) -> dict[str, Any]:
        """What was typed of the record, by field."""
        return {name: self.cleaned_data[name] for name in self._names if name in self.cleaned_data}

    @property
    def _edit(self):
        return Edit(
            typed=self.typed,
            seen=self.cleaned_data.get("seen", ""),
            under={self.under: getattr(self.instance, self.under)} if self.under else {},
            filled=self.filled,
        )

    def _show_beside(self, meanwhile):
        """Begin the form anew from what is saved now, with what was typed in it."""
        edit, theirs = self._edit, meanwhile.theirs
        mine = changed_since(edit.seen, edit.typed)
        changed = changed_since(edit.seen, theirs)
        differing = [name for name in edit.typed if name in changed]
        differing = [name for name in differing if not is_same(theirs[name], edit.typed[name])]
        # What was left alone here follows what somebody else saved.
        alone = [name for name in differing if name not in mine]
        self.conflict = Conflict(
            *_who_and_when(meanwhile.record),
            tuple(self._told(name, theirs, edit) for name in differing if name in mine),
            tuple(self._told(name, theirs, edit) for name in alone),
        )
        typed = {name: self[name].data for name in self.fields if name not in alone}
        self.initial = {**theirs, **typed, "seen": mark_of(theirs)}
        self.is_bound, self._errors = False, None
        self._bound_fields_cache = {}

    def _told(self, name, theirs, edit):
        shown = self[name]
        anchor = shown.id_for_label or f"{shown.auto_id}_0"
        words = (_in_words(shown.field, value) for value in (theirs[name], edit.typed[name]))
        return Differing(str(shown.label), anchor, *words)


def _who_and_when(record):
    last = record.history.select_related("history_user").order_by("-history_id").first()
    if last is None:
        return str(_("the portal")), None
    return str(last.history_user or _("the portal")), last.history_date


def _in_words(field, value) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    choices = getattr(field.widget, "choices", None)
    if choices is not None:
        found = {str(key): str(words) for key, words in flatten_choices(choices)}
        many: Iterable = value if isinstance(value, Iterable) and not isinstance(value, str) else [value]
        keys = [str(getattr(one, "pk", one)) for one in many if one not in (None, "")]
        return ", ".join(found.get(key, key) for key in keys) or NO_DATA
    if isinstance(value, date):
        return day(value)
    if isinstance(value, Decimal):
        return figure(value)
    return NO_DATA if value in (None, "") else str(value)
