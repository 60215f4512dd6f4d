"""Background and periodic jobs of networks."""

from celery import shared_task
from django.utils import timezone
from django.utils.translation import gettext as _

from networks.meetings import printing, satisfaction, telling
from networks.models import Meeting
from silab.jobs.files import made
from silab.jobs.registry import JobError, handler
from silab.pdf import PdfUnavailable


@shared_task(name="networks.tasks.send_due")
def send_due():
    """Remind of tomorrow's meetings and of satisfaction that waits for an answer (every ten minutes, by beat)."""
    now = timezone.now()
    telling.send_reminders(now)
    satisfaction.remind_due(now)


@handler("networks.minutes_pdf")
def minutes_pdf(run, *, meeting: int):
    """Print the minutes of a meeting for whoever asked."""
    found = Meeting.objects.select_related("network").get(pk=meeting)
    try:
        content = printing.minutes_pdf(found)
    except PdfUnavailable as error:
        raise JobError(str(error)) from error
    return lambda: made(run.job, content, name=printing.file_name(found), words=_("Open the minutes"))
