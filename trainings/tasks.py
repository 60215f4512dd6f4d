"""Background work of trainings: mails that are due, letters asked for, sheets to print."""

from celery import shared_task

from silab.jobs.registry import JobError, handler
from silab.pdf import PdfUnavailable
from trainings.delivery import mails, sheet
from trainings.feedback import asking
from trainings.models import Session


@shared_task(name="trainings.tasks.send_due")
def send_due():
    """Send the mails around sessions and the requests for feedback that are due (every ten minutes, by beat)."""
    mails.send_due()
    asking.ask_ended_programmes()
    asking.send_due()


@handler("trainings.letter")
def letter(run, *, session: int):
    """Send a session's letter now, as staff asked; whoever has it gets no second one."""
    found = Session.objects.select_related("training", "group").get(pk=session)
    mails.send_letters(found)


@handler("trainings.sign_in_sheet")
def sign_in_sheet(run, *, session: int, group: int | None):
    """Make the sheet of a session and keep it for an hour."""
    try:
        sheet.make(session, group)
    except PdfUnavailable as error:
        raise JobError(str(error)) from error
