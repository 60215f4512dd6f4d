"""By what a measure's figure can be taken apart: paths from its records (silab/measures.py, `dimensions`)."""

from dataclasses import dataclass, replace
from functools import cache

from django.db.models import Field, ForeignKey
from django.http import Http404
from django.utils.translation import gettext as _

from silab.measures import DIMENSIONS, Measure, Period

#: What every measure with a municipality can be taken apart by, as paths from the municipality.
OF_MUNICIPALITY = {"county": "county", "municipality_kind": "kind"}
UNKNOWN = "teadmata"
#: What tells of a person more than the evidence of their record, which everybody who sees the figure may open
#: (docs/decisions/0008-what-of-people-is-hidden.md).
OF_A_PERSON = ("role", "sex")


@dataclass(frozen=True)
class Path:
    """One dimension of a measure that a path of fields leads to."""

    key: str
    path: str
    field: Field

    @property
    def is_record(self) -> bool:
        """Whether it leads to another record, which has a name, and not to a choice."""
        return isinstance(self.field, ForeignKey)

    @property
    def words(self) -> dict:
        """The words of each choice, in their order."""
        return dict(self.field.flatchoices)

    @property
    def columns(self) -> list[str]:
        """What to group by: by what a record sorts, its key and its name; a choice's value."""
        if self.is_record:
            return [f"{self.path}__sort_key", self.path, f"{self.path}__name"]
        return [self.path]


def paths_of(measure: Measure) -> list[Path]:
    """Return the dimensions of a measure that paths lead to, those of its municipality first."""
    declared = {key: path for key, path in measure.dimensions.items() if isinstance(path, str)}
    if measure.municipality:
        before = "" if measure.municipality == "pk" else f"{measure.municipality}__"
        declared = {key: f"{before}{path}" for key, path in OF_MUNICIPALITY.items()} | declared
    model = _model(measure)
    return [Path(key, path, _field(model, path)) for key, path in declared.items()]


def title(key: str) -> str:
    """Return the words above a dimension."""
    return str(DIMENSIONS[key])


def tells_of_people(measure: Measure, key: str) -> bool:
    """Return whether a small part of a figure would tell of its people what their records do not."""
    return measure.is_of_people and key in OF_A_PERSON


def narrowed(measure: Measure, key: str, value: str) -> tuple[Measure, str]:
    """Return the measure with only the records of one part, and that part's words.

    Raises Http404 for what is no part, and for what would tell of people.
    """
    path = next((one for one in paths_of(measure) if one.key == key), None)
    if path is None or tells_of_people(measure, key):
        raise Http404
    wanted, words = _part(path, value)

    def records(period, contract):
        return measure.records(period, contract).filter(**{path.path: wanted})

    return replace(measure, records=records), words


def _part(path, value):
    if value == UNKNOWN:
        return None, _("unknown")
    if not path.is_record:
        if value not in path.words:
            raise Http404
        return value, str(path.words[value])
    model = path.field.related_model
    found = model._default_manager.filter(pk=value).first() if value.isdecimal() and len(value) < 19 else None
    if found is None:
        raise Http404
    return found.pk, str(found)


@cache
def _model(measure: Measure):
    return measure.records(Period.year(2000), None).model


def _field(model, path: str) -> Field:
    field = None
    for name in path.split("__"):
        field = model._meta.get_field(name)
        model = field.related_model or model
    assert isinstance(field, Field)  # noqa: S101 (declared by the measures, swept by a test)
    return field
