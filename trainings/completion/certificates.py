"""Certificates: issued to whoever completed, printed by a job, verifiable by number and QR (domain.md §3)."""

import secrets

import qrcode
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override
from qrcode.image.svg import SvgPathImage

from silab import pdf
from silab.jobs.actions import enqueue
from silab.jobs.models import Job
from silab.notices.actions import notify
from trainings.links import participant_url
from trainings.models import Certificate, Participant, Training

#: Letters and digits that nobody mistakes for one another.
LETTERS = "ACDEFHJKLMNPQRTUVWXY3479"


def ask_for_certificates(*, training: Training, by) -> Job:
    """Ask for the certificates of everybody who completed and has none; asked twice it is one job."""
    return enqueue(
        "trainings.certificates",
        key=str(training.pk),
        payload={"training": training.pk, "by": by.pk},
        by=by,
    )


def ask_for_pdf(*, certificate: Certificate, by) -> Job:
    """Ask for the PDF of a certificate that was issued without one: brought from elsewhere, or the demo's."""
    return enqueue(
        "trainings.certificate_pdf", key=str(certificate.pk), payload={"certificate": certificate.pk}, by=by
    )


def waiting(training: Training):
    """Participants who completed the training and have no certificate yet."""
    return (
        training.participants.filter(completed_on__isnull=False, certificate=None)
        .select_related("person", "training", "municipality")
        .order_by("person__sort_key", "pk")
    )


def new_number() -> str:
    """Return a number that cannot be guessed: twelve letters of twenty-four, "7KQF-3MXD-9TRW"."""
    letters = [secrets.choice(LETTERS) for _place in range(12)]
    return "-".join("".join(letters[place : place + 4]) for place in (0, 4, 8))


def printed(participant: Participant, number: str, name: str) -> bytes:
    """Return the certificate as PDF/UA; the same input gives the same bytes."""
    training = participant.training
    sessions = [
        session
        for session in training.sessions.order_by("starts_at", "pk")
        if session.group_id in (None, participant.group_id)
    ]
    address = verification_url(number)
    context = {
        "training": training,
        "name": name,
        "number": number,
        "address": address,
        "qr": qr_code(address),
        "sessions": sessions,
        "hours": sum(session.hours for session in sessions),
        "completed_on": participant.completed_on,
        "trainers": training.trainers.order_by("pk"),
    }
    title = f"{_('Certificate')} {number}"
    return pdf.render("trainings/completion/certificate_pdf.html", context, title=title)


def qr_code(text: str) -> str:
    """Return a QR code as SVG, one path, with a title for those who do not see it."""
    image = qrcode.make(text, image_factory=SvgPathImage, border=0, box_size=10)
    with override("et"):
        title = _("QR code of the address %(address)s") % {"address": text}
    drawn = image.to_string(encoding="unicode").replace(
        "><path", f' role="img"><title>{escape(title)}</title><path', 1
    )
    return mark_safe(drawn)


def verification_url(number: str) -> str:
    """Return the whole public address that verifies a certificate."""
    return f"{settings.PORTAL_URL.rstrip('/')}{reverse('trainings:certificate', args=[number])}"


def issue(*, participant: Participant, number: str, name: str, content: bytes, by) -> Certificate | None:
    """Keep a printed certificate and tell its owner; None when one was issued meanwhile or is not due any more.

    Call it inside a transaction.
    """
    participant = Participant.objects.select_for_update(of=("self",)).order_by().get(pk=participant.pk)
    if participant.completed_on is None or Certificate.objects.filter(participant=participant).exists():
        return None
    certificate = Certificate(
        participant=participant,
        number=number,
        name=name,
        issued_at=timezone.now(),
        issued_by=by,
        created_by=by,
    )
    certificate.pdf.save(f"{number}.pdf", ContentFile(content), save=False)
    certificate.save()
    if participant.person.email:
        notify(
            event=f"trainings.certificate:{certificate.pk}",
            to=participant.person,
            template="trainings/mail/certificate",
            context={"training": participant.training, "name": name, "url": participant_url(participant)},
            confidential=True,
        )
    return certificate


def keep_pdf(*, certificate: Certificate, content: bytes, by) -> None:
    """Keep the PDF of a certificate that has none; call it inside a transaction."""
    certificate = Certificate.objects.select_for_update().order_by().get(pk=certificate.pk)
    if not certificate.pdf:
        certificate.pdf.save(f"{certificate.number}.pdf", ContentFile(content), save=False)
        certificate._history_user = by
        certificate.save(update_fields=["pdf"])


@transaction.atomic
def revoke(*, certificate: Certificate, reason: str, by) -> Certificate:
    """Take a certificate back; its public page says so from now on. Raises ValidationError without a reason."""
    if not reason.strip():
        raise ValidationError(_("Say why the certificate is revoked."))
    certificate = Certificate.objects.select_for_update().order_by().get(pk=certificate.pk)
    if certificate.is_valid:
        certificate.revoked_at, certificate.revoked_by = timezone.now(), by
        certificate.reason = reason.strip()[:300]
        certificate._history_user = by
        certificate.save()
    return certificate
