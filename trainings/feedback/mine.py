"""What a participant's own page shows of feedback: what waits for an answer."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from trainings.feedback.asking import feedback_url
from trainings.feedback.links import FEEDBACK
from trainings.my_page import Section


def section(participant) -> Section | None:
    """Return the requests that wait for the participant's answer; None where there are none."""
    since = timezone.localdate() - timedelta(days=FEEDBACK.days)
    asked = participant.feedback_requests.filter(has_answered=False, asked_on__gt=since)
    requests = [(one, feedback_url(one)) for one in asked.select_related("session").order_by("pk")]
    if not requests:
        return None
    return Section(_("Feedback"), "trainings/feedback/mine.html", {"requests": requests}, waits=True)
