"""Keeping mentoring: talks with teams and the models they work out (domain.md §3)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from trainings.enums import ApplicationState
from trainings.models import Application, CooperationModel, MentoringSession


@transaction.atomic
def record(*, entry: MentoringSession | CooperationModel, by):
    """Save a new or changed talk or model of an accepted team, with its history.

    Raises ValidationError for a team that has no place, and for a talk on a day that lies ahead.
    """
    team = Application.objects.select_for_update(of=("self",)).order_by().get(pk=entry.application_id)
    if team.state != ApplicationState.ACCEPTED:
        raise ValidationError(_("Mentoring is recorded for accepted teams."))
    if isinstance(entry, MentoringSession) and entry.on > timezone.localdate():
        raise ValidationError(_("This day lies ahead: note the talk once it has been held."))
    if entry._state.adding:
        entry.created_by = by
    entry._history_user = by
    entry.save()
    return entry


@transaction.atomic
def remove(*, entry: MentoringSession | CooperationModel, by) -> None:
    """Delete a talk or a model; its history stays."""
    entry._history_user = by
    entry.delete()
