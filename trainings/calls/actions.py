"""What staff do to set a training up and to publish its call (domain.md §3)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from silab.common.text import search_key
from trainings.calls.missing import missing_of
from trainings.models import (
    Application,
    Group,
    Participant,
    Session,
    Terms,
    Training,
    Undertaking,
    UndertakingAcceptance,
)

#: Slugs that are addresses of their own (trainings/calls/urls.py).
TAKEN = {"uus", "seis"}


@transaction.atomic
def create_training(*, by, **values) -> Training:
    """Make a planned training out of its basics; its address is made of its name."""
    training = Training(slug=free_slug(values["name"]), created_by=by, **values)
    return save_training(training=training, by=by)


@transaction.atomic
def save_training(*, training: Training, by) -> Training:
    """Save what was changed of a training, in the name of who did it."""
    training._history_user = by
    training.save()
    return training


@transaction.atomic
def publish(*, training: Training, by) -> Training:
    """Open the public page of a call; raise ValidationError naming what is still missing."""
    training = Training.objects.select_for_update().get(pk=training.pk)
    stopping = [one.words for one in missing_of(training) if one.stops]
    if stopping:
        raise ValidationError(stopping)
    training.is_public = True
    return save_training(training=training, by=by)


@transaction.atomic
def unpublish(*, training: Training, by) -> Training:
    """Close the public page of a call; what was applied for stays."""
    training = Training.objects.select_for_update().get(pk=training.pk)
    training.is_public = False
    return save_training(training=training, by=by)


@transaction.atomic
def write_terms(*, training: Training, texts: list[str], by) -> Terms | None:
    """Write the undertakings; wording that anybody has accepted stays, and a new version is made.

    Return the version in force, None where there are none.
    """
    Training.objects.select_for_update().get(pk=training.pk)
    latest = Terms.objects.select_for_update().filter(training=training).order_by("-version").first()
    if latest is None and not texts:
        return None
    if latest and texts == list(latest.undertakings.values_list("text", flat=True)):
        return latest
    if latest is None or is_accepted(latest):
        latest = _signed(Terms(training=training, version=latest.version + 1 if latest else 1), by)
    _write_undertakings(latest, texts, by)
    return latest


def is_accepted(terms: Terms) -> bool:
    """Return whether anybody has accepted this version, or applied under it."""
    accepted = UndertakingAcceptance.objects.filter(terms=terms).exists()
    return accepted or Application.objects.filter(terms=terms).exists()


def free_slug(name: str) -> str:
    """Return an address for a training of this name that no other has."""
    base = slugify(search_key(name))[:44].strip("-") or "koolitus"
    taken = TAKEN | set(Training.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    free, number = base, 2
    while free in taken:
        free, number = f"{base}-{number}", number + 1
    return free


@transaction.atomic
def save_rows(*, rows, gone, by) -> None:
    """Save records of a table and delete those taken out of it, in the name of who did it.

    Raises ValidationError when a group has fewer places than teams, or something stands on what is taken out.
    """
    for record in gone:
        if is_in_use(record):
            raise ValidationError(_("“%(name)s” is in use and cannot be taken out.") % {"name": record})
        record._history_user = by
        record.delete()
    for record in rows:
        if isinstance(record, Group):
            _check_places(record)
        _signed(record, by)


def places_taken(group: Group) -> int:
    """Return how many places of a group are taken."""
    return Application.objects.holding_places().filter(group=group).count() if group.pk else 0


def is_in_use(record) -> bool:
    """Return whether applications, people, marks, materials, homework or feedback stand on a group or day."""
    if isinstance(record, Session):
        names = ("attendances", "materials", "homework", "feedback")
        return any(getattr(record, name).exists() for name in names)
    if not isinstance(record, Group):
        return False
    applied = Application.objects.filter(training=record.training_id)
    return (
        applied.filter(group=record).exists()
        or applied.filter(preferred_group=record).exists()
        or Participant.objects.filter(group=record).exists()
        or any(is_in_use(session) for session in record.sessions.all())
    )


def _check_places(group):
    if group.pk:
        Group.objects.select_for_update().order_by().get(pk=group.pk)
    taken = places_taken(group)
    if taken > group.capacity:
        raise ValidationError(
            ngettext(
                "In “%(group)s” %(n)d place is taken already: it cannot have fewer.",
                "In “%(group)s” %(n)d places are taken already: it cannot have fewer.",
                taken,
            )
            % {"group": group, "n": taken}
        )


def _write_undertakings(terms, texts, by):
    kept = {each.number: each for each in terms.undertakings.all()}
    for number, text in enumerate(texts, start=1):
        undertaking = kept.pop(number, None) or Undertaking(terms=terms, number=number)
        if undertaking.text != text:
            undertaking.text = text
            _signed(undertaking, by)
    for undertaking in kept.values():
        undertaking._history_user = by
        undertaking.delete()


def _signed(record, by):
    if record._state.adding:
        record.created_by = by
    record._history_user = by
    record.save()
    return record
