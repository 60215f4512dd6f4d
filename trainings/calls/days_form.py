"""The table of days × groups: topics and times once a day, a date for each group."""

import re
from datetime import datetime, time

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import from_current_timezone
from django.utils import timezone
from django.utils.translation import gettext as _

from silab.common.fields import DayInput
from trainings.calls.actions import is_in_use, save_rows
from trainings.models import Session

BLANK, MOST = 2, 40
BEGINS, ENDS = time(10), time(17)
CLOCK = ("%H:%M", "%H.%M", "%H")


class DaysForm(forms.Form):
    """One row a day. What differs in one group only (trainings:setup_day) stays unless its row is changed."""

    def __init__(self, *args, training, **kwargs):
        super().__init__(*args, **kwargs)
        self.training = training
        self.sessions = _by_number(training)
        self.earlier = _by_number(training.copied_from) if training.copied_from else {}
        self.columns = _columns(training, self.sessions)
        self.numbers = self._numbers()
        for number in self.numbers:
            self._add_row(number)

    def _numbers(self):
        known = sorted({*self.sessions, *self.earlier})
        if self.is_bound:
            found = [re.fullmatch(r"title_(\d{1,3})", name) for name in self.data]
            typed = sorted({int(one[1]) for one in found if one} - {0})
            return typed[:MOST]
        first = (known[-1] if known else 0) + 1
        return [*known, *range(first, first + (BLANK if known else BLANK + 1))]

    def _add_row(self, number):
        model = next(iter(self.sessions.get(number, {}).values()), None)
        shown = model or next(iter(self.earlier.get(number, {}).values()), None)
        begins, ends = (_clock(shown.starts_at), _clock(shown.ends_at)) if shown else (BEGINS, ENDS)
        words = _("Day %(n)d") % {"n": number}
        self.fields |= {
            f"title_{number}": forms.CharField(
                label=f"{words}: {_('Title')}", max_length=200, initial=shown.title if shown else ""
            ),
            f"topics_{number}": LinesField(
                label=f"{words}: {_('Topics')}",
                max_length=5000,
                widget=forms.Textarea(attrs={"rows": 4, "placeholder": _("One a line.")}),
                initial=shown.topics if shown else "",
            ),
            f"from_{number}": _time(f"{words}: {_('Begins at')}", begins),
            f"until_{number}": _time(f"{words}: {_('Ends at')}", ends),
        }
        for key, group in self.columns.items():
            session = self.sessions.get(number, {}).get(group.pk if group else None)
            self.fields[f"on_{number}_{key}"] = forms.DateField(
                label=f"{words}: {group or _('Date')}",
                initial=timezone.localtime(session.starts_at).date() if session else None,
                widget=DayInput({"class": ""}),
            )
        for name, field in self.fields.items():
            field.required = False
            if not name.startswith("topics_"):
                field.widget.attrs["aria-label"] = field.label

    def rows(self):
        """Yield (number, title, topics, from, until, [(column's words, date, its session or None)]) of each row."""
        for number in self.numbers:
            dates = [
                (
                    str(group or _("Date")),
                    self[f"on_{number}_{key}"],
                    self.sessions.get(number, {}).get(group and group.pk),
                )
                for key, group in self.columns.items()
            ]
            names = (f"{name}_{number}" for name in ("title", "topics", "from", "until"))
            yield (number, *(self[name] for name in names), dates)

    def clean(self):
        """Make sessions of the rows; messages stand beside what they speak of."""
        data = super().clean()
        self.saved, self.gone = [], []
        for number in self.numbers:
            dates = {key: data.get(f"on_{number}_{key}") for key in self.columns}
            if any(f"on_{number}_{key}" in self.errors for key in self.columns):
                continue
            if any(dates.values()) or number in self.sessions:
                self._clean_row(number, dates)
            elif self._typed(number) and number not in self.earlier:
                key = next(iter(self.columns))
                self.add_error(f"on_{number}_{key}", _("Give the day’s date, or clear the row."))
        return data

    def _typed(self, number):
        return any(self.cleaned_data.get(f"{name}_{number}") for name in ("title", "topics"))

    def _clean_row(self, number, dates):
        data = self.cleaned_data
        for name in ("title", "from", "until") if any(dates.values()) else ():
            if not data.get(f"{name}_{number}") and data.get(f"{name}_{number}") != time(0):
                self._refuse(f"{name}_{number}", _("Fill this in."))
        begins, ends = data.get(f"from_{number}"), data.get(f"until_{number}")
        if begins is not None and ends is not None and ends <= begins:
            self._refuse(f"until_{number}", _("A session cannot end before it starts."))
        if not any(f"{name}_{number}" in self.errors for name in ("title", "topics", "from", "until")):
            for key, group in self.columns.items():
                self._clean_cell(number, key, group, dates[key])

    def _refuse(self, name, words):
        if name not in self.errors:
            self.add_error(name, words)

    def _clean_cell(self, number, key, group, on):
        session = self.sessions.get(number, {}).get(group.pk if group else None)
        if on is not None:
            self._write_cell(number, key, session or self._new(number, group), on)
        elif session and is_in_use(session):
            words = _("Something has been marked or added on this day: it cannot be taken out.")
            self.add_error(f"on_{number}_{key}", words)
        elif session:
            self.gone.append(session)

    def _new(self, number, group):
        place = group.place if group else self.training.place
        return Session(training=self.training, group=group, number=number, place=place)

    def _write_cell(self, number, key, session, on):
        """Write what was changed in the row; all of it into a new session."""
        names = {name.rpartition("_")[0] for name in self.changed_data if name.endswith(f"_{number}")}
        changed = names if session.pk else {"title", "topics", "from"}
        if "title" in changed:
            session.title = self.cleaned_data[f"title_{number}"]
        if "topics" in changed:
            session.topics = self.cleaned_data[f"topics_{number}"]
        if changed & {"from", "until"} or f"on_{number}_{key}" in self.changed_data:
            self._set_time(session, number, key, on, own_hours=not changed & {"from", "until"})
        elif not changed:
            return
        self.saved.append(session)

    def _set_time(self, session, number, key, on, *, own_hours):
        begins, ends = self.cleaned_data[f"from_{number}"], self.cleaned_data[f"until_{number}"]
        if own_hours:  # only its date moves: a group may have hours of its own
            begins, ends = _clock(session.starts_at), _clock(session.ends_at)
        try:
            session.starts_at, session.ends_at = _moment(on, begins), _moment(on, ends)
        except ValidationError as error:
            self.add_error(f"on_{number}_{key}", error)

    def store(self, *, by) -> None:
        """Save the sessions that changed; raises ValidationError."""
        save_rows(rows=self.saved, gone=self.gone, by=by)


class LinesField(forms.CharField):
    """Text of several lines; browsers' line ends are no change."""

    def to_python(self, value):
        """Return the text with plain line ends."""
        return "\n".join(line.rstrip() for line in super().to_python(value).splitlines())

    def has_changed(self, initial, data):
        """Compare lines."""
        return super().has_changed(self.to_python(initial), self.to_python(data))


class DayForm(forms.ModelForm):
    """One group's day, where it differs from the others."""

    class Meta:
        model = Session
        fields = ("title", "starts_at", "ends_at", "place", "topics")
        widgets = {"topics": forms.Textarea(attrs={"rows": 5})}

    def clean(self):
        """Refuse an end before the start, beside the field."""
        data = super().clean()
        starts, ends = data.get("starts_at"), data.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", _("A session cannot end before it starts."))
        return data


def _by_number(training):
    """Return {number: {key of the group or None: session}}."""
    found: dict = {}
    for session in training.sessions.order_by("number", "group", "pk"):
        found.setdefault(session.number, {})[session.group_id] = session
    return found


def _columns(training, sessions):
    """Return {key: group}; a column for everybody where there are no groups or some day is everybody's."""
    columns = {f"g{group.pk}": group for group in training.groups.all()}
    if not columns or any(None in row for row in sessions.values()):
        columns["all"] = None
    return columns


def _time(label, initial):
    return forms.TimeField(
        label=label,
        initial=initial,
        input_formats=CLOCK,
        widget=forms.TimeInput(format="%H:%M", attrs={"autocomplete": "off"}),
    )


def _clock(moment):
    return timezone.localtime(moment).time().replace(microsecond=0)


def _moment(on, clock):
    """Return the moment; raises ValidationError for an hour that daylight saving leaves out or has twice."""
    return from_current_timezone(datetime.combine(on, clock))
