"""Background and periodic jobs of trainings."""

from celery import shared_task
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.translation import gettext as _

from silab import pdf
from silab.jobs.files import made
from silab.jobs.registry import JobError, handler
from silab.pdf import PdfUnavailable
from trainings.campaigns import sending
from trainings.completion import certificates
from trainings.delivery import mails, sheet
from trainings.feedback import asking
from trainings.models import Campaign, Certificate, RefundClaim, Session, Training
from trainings.participant_data.actions import erase_due


@shared_task(name="trainings.tasks.send_due")
def send_due():
    """Send the mails around sessions and the requests for feedback that are due (every ten minutes, by beat)."""
    mails.send_due()
    asking.ask_ended_programmes()
    asking.send_due()


@shared_task(name="trainings.tasks.erase_participant_data")
def erase_participant_data():
    """Erase the participant data whose date has come (every hour, by beat)."""
    erase_due()


@handler("trainings.letter")
def letter(run, *, session: int):
    """Send a session's letter now, as staff asked; whoever has it gets no second one."""
    found = Session.objects.select_related("training", "group").get(pk=session)
    mails.send_letters(found)


@handler("trainings.campaign")
def send_campaign(run, *, campaign: int, digest: str, by: int):
    """Send the letters of a campaign as they were seen; all of them in the transaction that ends the job."""
    found = Campaign.objects.get(pk=campaign)
    user = get_user_model().objects.get(pk=by)

    def send():
        try:
            sending.send(campaign=found, digest=digest, by=user)
        except sending.Changed as changed:
            words = _(
                "The campaign was changed meanwhile, and nothing was sent. Look at it again, then send."
            )
            raise JobError(words) from changed

    return send


@handler("trainings.sign_in_sheet")
def sign_in_sheet(run, *, session: int, group: int | None):
    """Make the sheet of a session and keep it for an hour."""
    _pdf(sheet.make, session, group)


@handler("trainings.certificates")
def print_certificates(run, *, training: int, by: int):
    """Print the certificates that are due; all of them are issued in the transaction that ends the job."""
    waiting = list(certificates.waiting(Training.objects.get(pk=training)))
    done = []
    for place, participant in enumerate(waiting):
        run.progress(100 * place // len(waiting), _("Certificates"))
        number, name = certificates.new_number(), participant.person.name
        done.append((participant, number, name, _pdf(certificates.printed, participant, number, name)))
    user = get_user_model().objects.filter(pk=by).first()

    def issue():
        for participant, number, name, content in done:
            certificates.issue(participant=participant, number=number, name=name, content=content, by=user)

    return issue


@handler("trainings.certificate_pdf")
def print_certificate(run, *, certificate: int):
    """Print one certificate that was issued without a PDF, as it stands."""
    found = Certificate.objects.select_related("participant__training").get(pk=certificate)
    run.progress(20, _("Certificate"))
    content = _pdf(certificates.printed, found.participant, found.number, found.name)

    def keep():
        certificates.keep_pdf(certificate=found, content=content, by=run.job.asked_by)
        return {
            "url": reverse("trainings:certificate_pdf", args=[found.pk]),
            "text": _("Open the certificate"),
        }

    return keep


@handler("trainings.refund_letter")
def print_refund_letter(run, *, claim: int):
    """Print the letter to an employer from whom a refund is claimed."""
    found = RefundClaim.objects.select_related(
        "participant__person", "participant__training", "decided_by"
    ).get(pk=claim)
    training = found.participant.training
    context = {"claim": found, "training": training, "participant": found.participant}
    content = _pdf(
        pdf.render, "trainings/completion/refund_letter_pdf.html", context, title=_("Claim of training costs")
    )
    return lambda: made(run.job, content, name=f"huvitusnoue-{found.pk}.pdf", words=_("Open the letter"))


def _pdf(make, *args, **kwargs):
    try:
        return make(*args, **kwargs)
    except PdfUnavailable as error:
        raise JobError(str(error)) from error
