"""What a call still needs before it can be published, each thing with the page where it is given."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from trainings.calls.steps import address_of
from trainings.enums import TrainingKind


@dataclass(frozen=True)
class Missing:
    """One thing: what is missing, where to give it, whether nothing is published without it."""

    words: str
    url: str
    stops: bool = True


def missing_of(training) -> list[Missing]:
    """Return what is missing, the things that stop publishing first."""
    found = [*_of_text(training), *_of_window(training), *_of_days(training), *_of_rules(training)]
    made = [Missing(words, address_of(training, key), stops) for words, key, stops in found]
    return sorted(made, key=lambda one: not one.stops)


def _of_text(training):
    if not training.call_text.strip():
        yield _("The call has no text."), "text", True
    if not training.contact_email:
        yield _("It is not said whom to ask: give the contact’s e-mail address."), "text", True


def _of_window(training):
    if training.opens_at is None or training.closes_at is None:
        yield _("The application window is not set."), "window", True
        return
    if training.closes_at <= timezone.now():
        yield _("The application window is over already."), "window", False
    first = training.sessions.order_by("starts_at").first()
    if first and first.starts_at < training.closes_at:
        yield _("Applications close after the first day has begun."), "window", False


def _of_days(training):
    groups = list(training.groups.all())
    if not groups:
        yield _("There is no group: without groups nobody can be given a place."), "groups", True
    with_days = set(training.sessions.order_by().values_list("group_id", flat=True))
    if not with_days:
        yield _("There are no days."), "days", True
    elif None not in with_days:
        for group in groups:
            if group.pk not in with_days:
                yield _("The group “%(group)s” has no days.") % {"group": group.name}, "days", True


def _of_rules(training):
    if training.kind == TrainingKind.PROGRAMME and not training.terms.exists():
        yield _("There are no undertakings for teams to accept."), "terms", True
    if training.needs_participant_data and not (training.data_notice.strip() and training.data_kept_until):
        yield _("Participant data need the funder’s notice and the date of their erasure."), "data", True
    if not training.trainers.exists():
        yield _("No trainer is named."), "trainers", False
