"""A new training after an earlier one: everything but its dates and its people."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from trainings.calls.actions import create_training, write_terms
from trainings.models import Group, Homework, Session, Trainer, Training

#: What a copy takes over.
COPIED = (
    "kind", "track", "audience", "course", "contract", "place", "description",
    "completion_share", "completion_homework", "call_text", "conditions",
    "contact_name", "contact_email", "contact_phone",
    "min_members", "max_members", "min_officials", "min_ngo", "asks_service", "asks_cooperation",
    "price", "refund_limit", "mentoring_hours", "advisory_places", "notice_days", "reminder_days",
    "needs_participant_data", "data_notice",
)  # fmt: skip
MOMENTS = ("opens_at", "closes_at", "advisory_until")
DAYS = ("replace_until", "data_kept_until")


@transaction.atomic
def copy_training(*, source: Training, name: str, first_day: date | None, by) -> Training:
    """Make a planned training like `source`, with its groups, trainers and undertakings.

    With `first_day` its days, window and other dates are moved so that the first day falls on it, each at the
    same time of the day in Tallinn; without it they stay empty, and the days' titles wait for their dates.
    """
    shift = _shift(source, first_day)
    values = {field: getattr(source, field) for field in COPIED}
    values |= {field: _moved(getattr(source, field), shift) for field in MOMENTS}
    values |= {field: _later(getattr(source, field), shift) for field in DAYS}
    training = create_training(by=by, name=name, copied_from=source, **values)
    groups = _copy_groups(source, training, by)
    _copy_trainers(source, training, groups, by)
    if shift is not None:
        _copy_days(source, training, groups, shift, by)
    latest = source.terms.order_by("-version").first()
    if latest:
        texts = list(latest.undertakings.values_list("text", flat=True))
        write_terms(training=training, texts=texts, by=by)
    return training


def _shift(source, first_day) -> timedelta | None:
    first = source.sessions.order_by("starts_at").first()
    if first is None or first_day is None:
        return None
    return first_day - timezone.localtime(first.starts_at).date()


def _moved(moment, shift) -> datetime | None:
    """Move a moment by whole days, at the same time of the day whatever daylight saving says."""
    if moment is None or shift is None:
        return None
    local = timezone.localtime(moment)
    return at(local.date() + shift, local.time())


def at(day: date, clock: time) -> datetime:
    """Return that time of that day in Tallinn."""
    return datetime.combine(day, clock.replace(tzinfo=None), tzinfo=timezone.get_default_timezone())


def _later(day, shift):
    return None if day is None or shift is None else day + shift


def _copy_groups(source, training, by):
    """Return {key of the earlier group: its copy}."""
    return {
        group.pk: Group.objects.create(
            training=training, name=group.name, place=group.place, capacity=group.capacity, created_by=by
        )
        for group in source.groups.all()
    }


def _copy_trainers(source, training, groups, by):
    for trainer in source.trainers.prefetch_related("groups"):
        copy = Trainer.objects.create(
            training=training,
            name=trainer.name,
            introduction=trainer.introduction,
            user=trainer.user,
            created_by=by,
        )
        copy.groups.set(groups[group.pk] for group in trainer.groups.all())


def _copy_days(source, training, groups, shift, by):
    for session in source.sessions.prefetch_related("homework"):
        copy = Session.objects.create(
            training=training,
            group=groups.get(session.group_id),
            number=session.number,
            title=session.title,
            topics=session.topics,
            place=session.place,
            starts_at=_moved(session.starts_at, shift),
            ends_at=_moved(session.ends_at, shift),
            created_by=by,
        )
        for task in session.homework.all():
            due_at = _moved(task.due_at, shift)
            Homework.objects.create(
                session=copy,
                title=task.title,
                text=task.text,
                by_team=task.by_team,
                due_at=due_at,
                created_by=by,
            )
