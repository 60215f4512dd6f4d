"""Giving feedback: one answer a request, kept without a way back to who gave it (domain.md §3)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from trainings.models import Feedback, FeedbackRequest


class AlreadyAnswered(Exception):
    """The request has been answered: by this very person, in another window or earlier."""


@transaction.atomic
def give(*, request: FeedbackRequest, recommendation: int | None, useful: str, better: str) -> None:
    """Keep an answer; raise AlreadyAnswered for a second one, ValidationError for an empty one.

    The answer holds a day and a random key only. Nothing is returned: nobody is to hold both ends.
    """
    if recommendation is None and not useful.strip() and not better.strip():
        raise ValidationError(_("Choose a number or write a few words."))
    found = FeedbackRequest.objects.select_for_update(of=("self",)).select_related("participant")
    asked = found.order_by().get(pk=request.pk)
    if asked.has_answered:
        raise AlreadyAnswered
    answer = Feedback(
        training_id=asked.participant.training_id,
        session_id=asked.session_id,
        recommendation=recommendation,
        useful=useful.strip(),
        better=better.strip(),
        given_on=timezone.localdate(),
    )
    answer.save(force_insert=True)
    asked.has_answered = True
    asked.save(update_fields=["has_answered"])
